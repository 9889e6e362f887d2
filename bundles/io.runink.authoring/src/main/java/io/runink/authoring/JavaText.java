package io.runink.authoring;

import io.runink.api.error.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import javax.tools.SimpleJavaFileObject;

/** A contract file in memory, which can tell line and column of an offset. */
final class JavaText extends SimpleJavaFileObject {

    private final String given;
    private final String text;
    private final int[] lineStarts;

    /**
     * Reads it under the name the user gave.
     *
     * @param index parts files whose names end alike
     */
    JavaText(String given, String text, int index) {
        super(uri(given, index), Kind.SOURCE);
        this.given = given;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /** Only the file's own name: class files name it, and must not depend on its folder. */
    private static URI uri(String given, int index) {
        String name =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        try {
            return new URI("contract", null, "/" + index + "/" + name, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(given, e);
        }
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n'
                    || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    String given() {
        return given;
    }

    String text() {
        return text;
    }

    /** The place of an offset; of the file if the compiler knows none. */
    Location place(long offset) {
        if (offset < 0 || offset > text.length()) {
            return Location.of(given);
        }
        int found = Arrays.binarySearch(lineStarts, (int) offset);
        int line = found >= 0 ? found : -found - 2;
        return new Location(given, line + 1, (int) offset - lineStarts[line] + 1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
