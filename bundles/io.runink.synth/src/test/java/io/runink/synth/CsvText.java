package io.runink.synth;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 says, for the tests alone. */
final class CsvText {

    private CsvText() {}

    static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (quoted) {
                boolean pair = here == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (pair) {
                    i++;
                }
                if (here == '"' && !pair) {
                    quoted = false;
                } else {
                    field.append(here);
                }
            } else if (here == '"') {
                quoted = true;
            } else if (here == ',' || here == '\r') {
                fields.add(field.toString());
                field.setLength(0);
                if (here == '\r') {
                    records.add(fields);
                    fields = new ArrayList<>();
                    i++;
                }
            } else {
                field.append(here);
            }
        }
        return records;
    }
}
