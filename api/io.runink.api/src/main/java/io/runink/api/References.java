package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The value is a key of another contract's rows: a foreign key. The scenario must read both. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Repeatable(Referencing.class)
public @interface References {
    /** The record that declares the other contract. */
    Class<?> value();

    /** The columns of this contract that make the key, on a record; on a component, none. */
    String[] columns() default {};

    /** The columns of the other contract they equal; if none, its primary key. */
    String[] to() default {};
}
