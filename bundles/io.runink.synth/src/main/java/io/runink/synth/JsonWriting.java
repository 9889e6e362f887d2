package io.runink.synth;

import io.runink.api.contract.DataType;

/** JSON as it is written here: in one line, numbers as they are. */
final class JsonWriting {

    private JsonWriting() {}

    /** Whether values of a type stand without quotes. */
    static boolean bare(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> true;
            default -> false;
        };
    }

    /** Writes the text of a value of a type, or of what should be one. */
    static void value(StringBuilder out, DataType type, String text) {
        if (bare(type) && literal(text)) {
            out.append(text);
        } else {
            quoted(out, text);
        }
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

    static void quoted(StringBuilder out, String text) {
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
}
