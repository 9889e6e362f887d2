/** The check that asks in SQL. */
@NullMarked
package io.runink.contract.sql;

import org.jspecify.annotations.NullMarked;
