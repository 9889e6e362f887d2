package io.runink.synth;

import io.runink.api.contract.Contract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a contract, and how they are written.
 *
 * @param contract the contract
 * @param columns at work, in the contract's order
 * @param enforced whether the pipeline holds rows against the contract's rules
 */
record Shape(Contract contract, List<Column> columns, boolean enforced) {

    Shape {
        columns = List.copyOf(columns);
    }

    /** Writes a row as a JSON object, in one line. */
    void json(StringBuilder out, long row, @Nullable Slip slip) {
        out.append('{');
        boolean first = true;
        for (Column column : columns) {
            String text = value(column, row, slip);
            boolean named = slip != null && slip.column() == column && slip.named();
            if (text == null && !named) {
                continue;
            }
            if (!first) {
                out.append(',');
            }
            first = false;
            quoted(out, column.field().name());
            out.append(':');
            if (text == null) {
                out.append("null");
            } else if (column.bare() && literal(text)) {
                out.append(text);
            } else {
                quoted(out, text);
            }
        }
        out.append('}');
    }

    /** Writes a row as a record of CSV, without its end (RFC 4180). */
    void csv(StringBuilder out, long row, @Nullable Slip slip) {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            String text = value(columns.get(i), row, slip);
            if (text != null) {
                csvField(out, text);
            } else if (columns.size() == 1) {
                // An empty line would be no record at all.
                out.append("\"\"");
            }
        }
    }

    /** Writes the header of CSV, without its end. */
    void csvHeader(StringBuilder out) {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            csvField(out, columns.get(i).field().name());
        }
    }

    private static @Nullable String value(Column column, long row, @Nullable Slip slip) {
        if (slip == null) {
            return column.valid(row);
        }
        if (slip.column() == column) {
            return slip.text();
        }
        Shape inner = column.inner().orElse(null);
        if (inner == null || !column.present(row)) {
            return column.valid(row);
        }
        StringBuilder text = new StringBuilder();
        inner.json(text, row, slip);
        return text.toString();
    }

    /** Whether a text may stand in JSON without quotes (RFC 8259, sections 3 and 6). */
    private static boolean literal(String text) {
        if (text.equals("true") || text.equals("false")) {
            return true;
        }
        int at = text.startsWith("-") ? 1 : 0;
        int whole = digits(text, at);
        boolean leadingZero = whole > at + 1 && text.charAt(at) == '0';
        if (whole == at || leadingZero) {
            return false;
        }
        if (whole == text.length()) {
            return true;
        }
        int end = digits(text, whole + 1);
        return text.charAt(whole) == '.' && end > whole + 1 && end == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static void quoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            switch (here) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (here < ' ') {
                        out.append("\\u00").append(Character.forDigit(here >> 4, 16));
                        out.append(Character.forDigit(here & 15, 16));
                    } else {
                        out.append(here);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void csvField(StringBuilder out, String text) {
        boolean plain = !text.startsWith(" ") && !text.endsWith(" ");
        for (int i = 0; plain && i < text.length(); i++) {
            char here = text.charAt(i);
            plain = here != ',' && here != '"' && here >= ' ';
        }
        if (plain) {
            out.append(text);
        } else {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
