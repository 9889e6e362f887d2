@NullMarked
package io.runink.contract.sql;

import org.jspecify.annotations.NullMarked;
