package io.runink.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which lines have which rules: eight bytes a mark, whatever the number of lines. */
final class Marks {

    /** A line and its rules. */
    record Line(long line, List<String> rules) {}

    private static final int RULE_BITS = 16;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private long[] marks = new long[1024];
    private int size;

    /** Adds a rule to a line. */
    void add(long line, String rule) {
        Integer known = numbers.get(rule);
        int number = known == null ? names.size() : known;
        if (known == null) {
            if (number >= 1 << RULE_BITS) {
                throw new IllegalStateException("more rules than any pipeline has");
            }
            numbers.put(rule, number);
            names.add(rule);
        }
        if (size == marks.length) {
            marks = Arrays.copyOf(marks, size * 2);
        }
        marks[size++] = line << RULE_BITS | number;
    }

    /** Reads line by line; ends with empty. */
    Cursor cursor() {
        Arrays.sort(marks, 0, size);
        return new Cursor();
    }

    /** Walks over the lines in ascending order. */
    final class Cursor {
        private int at;

        /** The next line, or one beyond all lines at the end. */
        long line() {
            return at < size ? marks[at] >>> RULE_BITS : Long.MAX_VALUE;
        }

        /** Takes the next line with its rules, sorted, each once. */
        Line take() {
            long line = line();
            List<String> rules = new ArrayList<>();
            while (at < size && marks[at] >>> RULE_BITS == line) {
                String rule = names.get((int) (marks[at] & ((1 << RULE_BITS) - 1)));
                if (!rules.contains(rule)) {
                    rules.add(rule);
                }
                at++;
            }
            rules.sort(null);
            return new Line(line, rules);
        }
    }
}
