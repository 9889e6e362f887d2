package io.runink.slice;

import io.runink.api.Masking;
import io.runink.spi.contract.MaskedText;
import io.runink.spi.contract.ValueText;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** A value as it may be shown. Reused from value to value; not safe for threads. */
final class ShownValue {

    /** Characters of a value that a violation repeats. */
    private static final int BEGINNING_CHARS_MAX = 256;

    /**
     * Bytes of a value that a rejected row repeats: enough for any document that people write, and
     * a bound on what a hostile one costs. What is longer says so; its line leads back to the
     * source.
     */
    private static final int VALUE_BYTES_MAX = 64 * 1024;

    private final ValueText text = new ValueText();
    private final MaskedText masked = new MaskedText();
    private final GrowingBytes shown = new GrowingBytes(64);

    byte[] bytes() {
        return shown.bytes();
    }

    int length() {
        return shown.length();
    }

    /** Takes the value of a row; false if there is none. */
    boolean load(FieldVector vector, int row, @Nullable Masking masking) {
        if (vector.isNull(row)) {
            return false;
        }
        if (vector instanceof VarCharVector column
                && column.getValueLength(row) > VALUE_BYTES_MAX) {
            byte[] beginning = new byte[masking == null ? VALUE_BYTES_MAX : 0];
            column.getDataBuffer().getBytes(column.getStartOffset(row), beginning);
            beginning(beginning, 0, column.getValueLength(row), masking);
            return true;
        }
        if (masking == Masking.REDACT) {
            redact();
            return true;
        }
        text.load(vector, row);
        load(text.bytes(), 0, text.length(), masking);
        return true;
    }

    /** Takes a text. */
    void load(byte[] utf8, int offset, int length, @Nullable Masking masking) {
        if (length > VALUE_BYTES_MAX) {
            beginning(utf8, offset, length, masking);
            return;
        }
        shown.reset();
        if (masking == null) {
            shown.put(utf8, offset, length);
        } else {
            masked.load(masking, utf8, offset, length);
            shown.put(masked.bytes(), 0, masked.length());
        }
    }

    private void redact() {
        shown.reset();
        shown.put(MaskedText.REDACTED);
    }

    /** Takes the beginning of a huge text, which is shown only where it need not be masked. */
    private void beginning(byte[] utf8, int offset, int length, @Nullable Masking masking) {
        if (masking != null) {
            redact();
            return;
        }
        shown.reset();
        shown.put(new String(utf8, offset, VALUE_BYTES_MAX, StandardCharsets.UTF_8));
        shown.put("... (" + length + " bytes)");
    }

    /** Its beginning, for messages. */
    String beginning() {
        // No character has more than four bytes, so these hold all that is shown.
        String all =
                new String(
                        shown.bytes(),
                        0,
                        Math.min(shown.length(), 4 * BEGINNING_CHARS_MAX),
                        StandardCharsets.UTF_8);
        return all.length() <= BEGINNING_CHARS_MAX
                ? all
                : all.substring(0, BEGINNING_CHARS_MAX) + "...";
    }
}
