package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PhraseTest {

    private static Optional<List<String>> match(String phrase, String sentence) {
        return Phrase.of(phrase)
                .match(sentence)
                .map(parts -> parts.stream().map(Phrase.Part::text).toList());
    }

    @Test
    void parametersStandForWhatTheSentenceSays() {
        assertThat(match("{word} is over {int} or {float}", "price is over 99999999999 or -1.50"))
                .contains(List.of("price", "99999999999", "-1.50"));
        assertThat(match("say {string} or {string}", "say \"a \\\"b\\\"\" or ''"))
                .contains(List.of("a \"b\"", ""));
        assertThat(match("row(s) should stay/remain", "rows should remain")).contains(List.of());
        assertThat(match("1 \\(one) {word}", "1 (one) x")).contains(List.of("x"));
    }

    @Test
    void aParameterIsPlaced() {
        assertThat(Phrase.of("{word} is {string}").match("x is \"y z\""))
                .contains(List.of(new Phrase.Part("x", 0), new Phrase.Part("y z", 6)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "^(a+)+$",
                "/(a+)+b/",
                "{} is {}",
                "{biginteger}",
                "{colour} is nice",
                "{word}{word}",
                "{word} is {string",
                "(a)(b)(c)(d)(e)(f)(g)(h)(i)",
                "{word} {word} {word} {word} {word} {word} {word} {word} {word}",
                "()",
                "a(({word}))"
            })
    void whatIsNoPhraseOrCouldTakeLongIsRefused(String text) {
        assertThatThrownBy(() -> Phrase.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longPhrasesAndSentencesMeanNothing() {
        String words = "a".repeat(Phrase.LENGTH_MAX + 1);
        assertThatThrownBy(() -> Phrase.of(words)).isInstanceOf(IllegalArgumentException.class);
        assertThat(match("{word}", words)).isEmpty();
        assertThat(match("{word}", words.substring(1))).isPresent();
        assertThat(match("{float}", "1".repeat(41))).isEmpty();
    }
}
