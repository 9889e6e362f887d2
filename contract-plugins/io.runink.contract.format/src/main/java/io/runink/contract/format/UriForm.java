package io.runink.contract.format;

/**
 * RFC 3986, section 3: a scheme, then an authority where two slashes announce one, a path, a query
 * and a fragment, of the characters that each allows.
 */
final class UriForm {

    private static final String UNRESERVED = "-._~";
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";

    private UriForm() {}

    static boolean holds(byte[] text, int from, int to) {
        int at = from;
        if (at == to || !Ascii.letter(text[at])) {
            return false;
        }
        while (at < to && text[at] != ':') {
            int c = text[at++];
            if (!Ascii.letter(c) && !Ascii.digit(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        if (at == to) {
            return false;
        }
        at++;
        int fragment = find(text, at, to, "#");
        int query = find(text, at, fragment, "?");
        if (at + 1 < query && text[at] == '/' && text[at + 1] == '/') {
            int path = find(text, at + 2, query, "/");
            if (!authority(text, at + 2, path)) {
                return false;
            }
            at = path;
        }
        return made(text, at, query, ":@/")
                && (query == fragment || made(text, query + 1, fragment, ":@/?"))
                && (fragment == to || made(text, fragment + 1, to, ":@/?"));
    }

    private static int find(byte[] text, int from, int to, String characters) {
        int at = from;
        while (at < to && (text[at] < 0 || characters.indexOf(text[at]) < 0)) {
            at++;
        }
        return at;
    }

    private static boolean authority(byte[] text, int from, int to) {
        int at = find(text, from, to, "@");
        int host = from;
        if (at < to) {
            if (!made(text, from, at, ":")) {
                return false;
            }
            host = at + 1;
        }
        int port = to;
        while (port > host && Ascii.digit(text[port - 1])) {
            port--;
        }
        int end = port > host && text[port - 1] == ':' ? port - 1 : to;
        if (host < end && text[host] == '[') {
            return end - host > 3 && text[end - 1] == ']' && literal(text, host + 1, end - 1);
        }
        return made(text, host, end, "");
    }

    /** An address in brackets: of version 6, or of one to come. */
    private static boolean literal(byte[] text, int from, int to) {
        boolean later = text[from] == 'v' || text[from] == 'V';
        int colons = 0;
        for (int i = later ? from + 1 : from; i < to; i++) {
            int c = text[i];
            colons += c == ':' ? 1 : 0;
            boolean known = Ascii.hex(c) || c == ':' || c == '.';
            if (later ? !known && !plain(c) : !known) {
                return false;
            }
        }
        return later || colons >= 2;
    }

    private static boolean plain(int c) {
        return Ascii.letter(c)
                || Ascii.digit(c)
                || (c > 0 && (UNRESERVED.indexOf(c) >= 0 || SUB_DELIMITERS.indexOf(c) >= 0));
    }

    /** Whether a part is made of plain characters, escapes, and the others that it allows. */
    private static boolean made(byte[] text, int from, int to, String others) {
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (c == '%') {
                if (to - i < 3 || !Ascii.hex(text[i + 1]) || !Ascii.hex(text[i + 2])) {
                    return false;
                }
                i += 2;
            } else if (!plain(c) && (c < 0 || others.indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }
}
