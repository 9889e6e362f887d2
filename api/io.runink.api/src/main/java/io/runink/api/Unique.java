package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No two rows share the value. The first row in arrival order stays, later ones are rejected. On a
 * component, its value; on the record, the values of several columns together. Rows that lack one
 * of them are not compared.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Repeatable(Uniques.class)
public @interface Unique {
    /** The columns that make the key, on a record; on a component, none. */
    String[] value() default {};
}
