package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The newest value of the column is recent enough when the run ends. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Fresh {
    /** How old it may be, an ISO 8601 duration such as {@code PT1H} or {@code P1D}. */
    String within();

    /** The moment it is held against, such as {@code 2026-01-31T00:00:00Z}; empty for the clock. */
    String asOf() default "";
}
