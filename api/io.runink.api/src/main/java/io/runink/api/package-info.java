/** What a data engineer imports in a contract file: annotations, and nothing else. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
