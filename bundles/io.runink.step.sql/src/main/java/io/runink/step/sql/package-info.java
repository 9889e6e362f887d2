/** The step that asks in SQL. */
@NullMarked
package io.runink.step.sql;

import org.jspecify.annotations.NullMarked;
