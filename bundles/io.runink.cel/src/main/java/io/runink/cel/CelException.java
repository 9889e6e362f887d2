package io.runink.cel;

/** An expression that is wrong as it is written. */
public final class CelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    CelException(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Where in the text, in UTF-16 units from 0; the text's length if it ends too early. */
    public int offset() {
        return offset;
    }

    /** What is wrong and what to write instead, without the place; for people. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
