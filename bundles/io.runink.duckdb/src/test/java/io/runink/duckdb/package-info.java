@NullMarked
package io.runink.duckdb;

import org.jspecify.annotations.NullMarked;
