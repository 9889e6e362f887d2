package io.runink.audit;

/** Text in XML and HTML. */
final class Markup {

    private Markup() {}

    /** Escaped for content and for attributes in double quotes; XML 1.0 has no control codes. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(point -> {
                    switch (point) {
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '&' -> out.append("&amp;");
                        case '"' -> out.append("&quot;");
                        case '\'' -> out.append("&#39;");
                        case '\t', '\n' -> out.append(' ');
                        default -> out.appendCodePoint(allowed(point) ? point : 0xFFFD);
                    }
                });
        return out.toString();
    }

    /** Characters of XML 1.0, section 2.2. */
    private static boolean allowed(int point) {
        return point >= 0x20
                && point != 0xFFFE
                && point != 0xFFFF
                && !(point >= 0xD800 && point <= 0xDFFF);
    }
}
