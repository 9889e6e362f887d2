package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the columns of contracts differ, for messages. */
final class Differences {

    private static final int SHOWN_MAX = 20;

    private Differences() {}

    /** Field by field, what the found rows lack of the expected ones. */
    static String between(Contract found, Contract expected) {
        List<String> differences = new ArrayList<>();
        for (Field field : expected.fields()) {
            Optional<Field> other = found.field(field.name());
            if (other.isEmpty()) {
                differences.add(missing(field));
            } else if (!other.get().type().equals(field.type())) {
                differences.add(type(field, other.get()));
            }
        }
        return differences.isEmpty()
                ? "the columns fit, but these are two contracts with rules of their own"
                : listed(differences);
    }

    /** Column by column, why rows of a contract cannot be made of others; empty if they can. */
    static String unobtainable(Contract found, Contract wanted) {
        List<String> differences = new ArrayList<>();
        for (Field field : wanted.fields()) {
            Optional<Field> other = found.field(field.name());
            if (other.isEmpty()) {
                differences.add(missing(field));
            } else if (!Conversions.exists(other.get().type(), field.type())) {
                differences.add(type(field, other.get()));
            }
        }
        return listed(differences);
    }

    private static String missing(Field field) {
        return "column '" + field.name() + "' (" + field.type() + ") is missing";
    }

    private static String type(Field expected, Field found) {
        return "column '"
                + expected.name()
                + "' has type '"
                + found.type()
                + "', expected '"
                + expected.type()
                + "'";
    }

    private static String listed(List<String> differences) {
        int more = differences.size() - SHOWN_MAX;
        return more <= 0
                ? String.join(", ", differences)
                : String.join(", ", differences.subList(0, SHOWN_MAX)) + " and " + more + " more";
    }
}
