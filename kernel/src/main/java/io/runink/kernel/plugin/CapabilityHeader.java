package io.runink.kernel.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@code Provide-Capability} header: of jars that are not installed, where no framework has
 * read it yet. OSGi Core 8, 3.2.4 and 3.3.6.
 */
final class CapabilityHeader {

    /** One clause; directives are left out, attributes have their declared types. */
    record Clause(String namespace, Map<String, Object> attributes) {}

    private final String text;
    private int at;

    private CapabilityHeader(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException if the text is no such header
     */
    static List<Clause> parse(String header) {
        return new CapabilityHeader(header).clauses();
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        do {
            String namespace = token();
            if (namespace.isEmpty()) {
                throw new IllegalArgumentException("no namespace at " + at);
            }
            Map<String, Object> attributes = new HashMap<>();
            while (take(';')) {
                parameter(attributes);
            }
            clauses.add(new Clause(namespace, attributes));
        } while (take(','));
        if (at < text.length()) {
            throw new IllegalArgumentException("'" + text.charAt(at) + "' at " + at);
        }
        return clauses;
    }

    private void parameter(Map<String, Object> attributes) {
        String name = token();
        boolean directive = false;
        String type = "String";
        if (take(':')) {
            if (at < text.length() && text.charAt(at) == '=') {
                directive = true;
            } else {
                type = token();
            }
        }
        if (!take('=')) {
            throw new IllegalArgumentException("no '=' at " + at);
        }
        String value = value();
        if (!directive) {
            attributes.put(name, type.startsWith("List") ? list(value) : plain(value));
        }
    }

    /** A value as it stands, escapes included. */
    private String value() {
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '"') {
            return token();
        }
        int start = ++at;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            }
            if (c == '\\') {
                at++;
            }
        }
        throw new IllegalArgumentException("a quotation that does not end");
    }

    /**
     * Splits at commas without a backslash before them. Frameworks differ in how many backslashes
     * they want there, so any number counts.
     */
    private static List<String> list(String value) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                escaped = true;
                continue;
            }
            if (c == ',' && !escaped) {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                item.append(c);
            }
            escaped = false;
        }
        items.add(item.toString().strip());
        return items;
    }

    private static String plain(String value) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            plain.append(value.charAt(i));
        }
        return plain.toString();
    }

    private String token() {
        skipBlanks();
        int start = at;
        while (at < text.length() && ";,:=\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private boolean take(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
