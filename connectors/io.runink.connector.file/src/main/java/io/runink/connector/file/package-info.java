/** JSON and CSV files, as source and sink. */
@NullMarked
package io.runink.connector.file;

import org.jspecify.annotations.NullMarked;
