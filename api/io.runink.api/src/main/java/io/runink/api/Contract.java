package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a record to be a data contract: one dataset's schema, rules and ownership. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Contract {
    /** Identity across versions, kebab-case, unique in a herd. */
    String id();

    /** Semantic version, for example {@code 1.0.0}. */
    String version();

    /** The team that answers for the data. */
    String owner() default "";
}
