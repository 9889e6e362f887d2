package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value lies between two bounds or is one of them. Numbers in decimal notation; dates and
 * instants in ISO 8601.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Between {
    /** The least value. */
    String from();

    /** The greatest value. */
    String to();
}
