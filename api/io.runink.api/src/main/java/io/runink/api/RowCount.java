package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many rows the dataset has in all. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RowCount {
    /** Fewest. */
    long min() default 0;

    /** Most. */
    long max() default Long.MAX_VALUE;
}
