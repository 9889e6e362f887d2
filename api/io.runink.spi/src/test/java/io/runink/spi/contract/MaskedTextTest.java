package io.runink.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.Masking;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MaskedTextTest {

    private final MaskedText masked = new MaskedText();

    @Test
    void redactionShowsNothingNotEvenTheLength() {
        assertThat(masked(Masking.REDACT, "")).isEqualTo("***");
        assertThat(masked(Masking.REDACT, "x".repeat(100))).isEqualTo("***");
    }

    @Test
    void aPartKeepsAQuarterAtMostAndNeverMoreThanFour() {
        assertThat(masked(Masking.PARTIAL, "")).isEmpty();
        assertThat(masked(Masking.PARTIAL, "abc")).isEqualTo("***");
        assertThat(masked(Masking.PARTIAL, "abcd")).isEqualTo("***d");
        assertThat(masked(Masking.PARTIAL, "a".repeat(96) + "wxyz"))
                .isEqualTo("*".repeat(96) + "wxyz");
    }

    @Test
    void charactersAreCodePointsAndStayWhole() {
        assertThat(masked(Masking.PARTIAL, "\u00e9\u00e8\u00ea\uD83D\uDE00"))
                .isEqualTo("***\uD83D\uDE00");
        assertThat(masked(Masking.PARTIAL, "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\u00e9"))
                .isEqualTo("***\u00e9");
    }

    private String masked(Masking masking, String text) {
        byte[] bytes = (">" + text + "<").getBytes(StandardCharsets.UTF_8);
        masked.load(masking, bytes, 1, bytes.length - 2);
        return new String(masked.bytes(), 0, masked.length(), StandardCharsets.UTF_8);
    }
}
