/** The built distribution, as its user types it. */
@NullMarked
package io.runink.acceptance;

import org.jspecify.annotations.NullMarked;
