package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A figure over a column of all rows lies within bounds, exactly. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Aggregates.class)
public @interface Aggregate {
    /**
     * {@code sum(column)}, {@code avg(column)}, {@code min(column)}, {@code max(column)}, {@code
     * count(column)} of values that are there, or {@code count-distinct(column)}.
     */
    String value();

    /** The least that is allowed; empty for no such bound. */
    String min() default "";

    /** The greatest that is allowed; empty for no such bound. */
    String max() default "";
}
