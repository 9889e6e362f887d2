/**
 * Expressions over columns in the Common Expression Language: parsed by Google's library, typed in
 * Runink's types, evaluated over Arrow columns. The language is described in {@code
 * docs/expressions.md}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.cel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
