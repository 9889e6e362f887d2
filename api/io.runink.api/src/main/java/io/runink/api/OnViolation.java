package io.runink.api;

import io.runink.api.contract.Action;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What happens where a rule is broken. On a component it stands for the component's own rules, on a
 * record for all of the contract that may do so; the nearer one counts, and one that names rules
 * counts before one that does not.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Repeatable(OnViolations.class)
public @interface OnViolation {
    /** What happens. */
    Action value();

    /** The annotations whose rules are meant; none for all. */
    Class<?>[] of() default {};

    /** The name or the id of one rule that is meant, for example {@code type}; empty for all. */
    String rule() default "";
}
