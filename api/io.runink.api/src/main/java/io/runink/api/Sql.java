package io.runink.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A question in SQL about all rows that pass the contract's other rules. It is broken where the
 * answer is false, or is not one answer; unknown breaks nothing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Sqls.class)
public @interface Sql {
    /** The rule's name, kebab-case, unique in the contract. */
    String id();

    /**
     * One SELECT of one BOOLEAN from the table {@code rows}, for example {@code SELECT sum(debit) =
     * sum(credit) FROM rows}. Columns are named as in the data.
     */
    String value();
}
