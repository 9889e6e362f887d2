package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the step that this static method is: one row in; a row, an Optional or a List of rows out.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Step {
    /** The step name, as a scenario writes it. */
    String value();

    /**
     * A Cucumber expression: a sentence of a scenario that it matches means this step, for example
     * {@code personal data should be masked}. Empty for none. It takes no parameters, since the
     * function takes none.
     */
    String sentence() default "";
}
