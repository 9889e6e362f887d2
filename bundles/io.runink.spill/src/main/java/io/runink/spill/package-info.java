/** Rows and keys beyond memory: bytes of rows, order of keys, an external sort, a set on disk. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.spill;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
