package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What tells rows apart: required, and unique together. On a component, its column alone is the
 * key.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface PrimaryKey {
    /** The columns that make the key, in order, on a record; on a component, none. */
    String[] value() default {};
}
