/**
 * DuckDB, the database in one process, behind walls of its own: rows as Arrow batches in, the rows
 * of one SELECT as Arrow batches out; no file, no network, no extension, one thread, a stated
 * memory.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.duckdb;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
