package io.runink.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Any text is an expression or refused, and any expression has a value or says why not. */
public final class CelFuzz {

    private CelFuzz() {}

    /** Loads what the first input would, whose time is taken as that of any other. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("price * 2.0 > 10.0".getBytes(StandardCharsets.UTF_8));
    }

    /** One input, as Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] data) {
        survives(new String(data, StandardCharsets.UTF_8));
    }

    /** Whether the text could be compiled. */
    static boolean survives(String text) {
        try {
            CelExpression expression = Given.compiled(text);
            try {
                expression.value(Given.row());
            } catch (CelEvaluationException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
            return true;
        } catch (CelException e) {
            assertThat(e.offset()).as(text).isBetween(0, text.length());
            assertThat(e.getMessage()).isNotEmpty();
            return false;
        }
    }
}
