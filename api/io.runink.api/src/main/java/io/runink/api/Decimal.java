package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The precision and scale of a {@code BigDecimal} component; both are exact, never rounded. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Decimal {
    /** Decimal digits in all, 1 to 38. */
    int precision();

    /** Digits after the point, 0 to precision. */
    int scale();
}
