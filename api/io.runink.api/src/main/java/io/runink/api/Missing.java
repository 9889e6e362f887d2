package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Texts that stand for no value. The platform takes them for absent before it looks at anything
 * else.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Missing {
    /** Compared as they are, case-sensitive; the empty text may be one. */
    String[] value();
}
