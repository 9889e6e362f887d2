package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many rows may break a rule before the run fails. On a component it stands for the component's
 * own rules, on a record for all of the contract; each rule has the budget for itself.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Repeatable(Budgets.class)
public @interface Budget {
    /** Most rows that may break it. */
    long maxRows() default Long.MAX_VALUE;

    /** Greatest part of the rows that may break it, 0 to 100. */
    double maxPercent() default 100;

    /** Rows looked at before the percentage is held against the part while the run goes on. */
    long minSample() default 0;

    /** The annotations whose rules are meant; none for all. */
    Class<?>[] of() default {};

    /** The name or the id of one rule that is meant, for example {@code type}; empty for all. */
    String rule() default "";
}
