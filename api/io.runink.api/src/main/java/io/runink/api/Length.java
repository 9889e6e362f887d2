package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text has so many characters (code points): neither fewer nor more. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Length {
    /** Fewest. */
    int min() default 0;

    /** Most. */
    int max() default Integer.MAX_VALUE;
}
