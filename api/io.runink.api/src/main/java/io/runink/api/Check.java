package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A condition in CEL over the columns of a row. It is broken where it is false; where a value it
 * needs is absent it is unknown, and holds.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Repeatable(Checks.class)
public @interface Check {
    /** The rule's name, kebab-case, unique in the contract or on the component. */
    String id();

    /** The expression, for example {@code end_date > start_date}. */
    String value();
}
