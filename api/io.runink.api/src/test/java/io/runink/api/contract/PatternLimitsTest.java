package io.runink.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternLimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[A-Z]{3}",
                "[A-Z0-9]{18}[0-9]{2}",
                "(?:[a-z]{1,63}\\.){1,10}[a-z]{2,63}",
                "\\x{1000}\\p{Greek}\\x{2028}[]{1000}[^]{1000}[[:alpha:]{1000}\\]{1000}]",
                "a{x}{y{1000",
                "{,1000}{,}{}{ 1000}a{0,499}b{499,998}",
                "\\Q{1000}{1000}{1000}\\E+",
                "\\",
                "[",
                ")){2}",
                "\\x{",
            })
    void whatPeopleWriteIsSmall(String expression) {
        assertThat(PatternLimits.excess(expression)).isEmpty();
    }

    @Test
    void countsMultiply() {
        String program = "becomes more than 10000 instructions";
        assertThat(PatternLimits.excess("((a{1000}){1000}){1000}")).hasValue(program);
        assertThat(PatternLimits.excess("a{99999999999}")).hasValue(program);
        assertThat(PatternLimits.excess("a{100}{100}")).hasValue(program);
        assertThat(PatternLimits.excess("[^a]{1000}\\pL{1000}")).isEmpty();
    }

    @Test
    void choicesMultiply() {
        String deep = "becomes more than 1000 choices";
        assertThat(PatternLimits.excess("a{1,1001}")).hasValue(deep);
        assertThat(PatternLimits.excess("(?:a{0,32}){0,32}")).hasValue(deep);
        assertThat(PatternLimits.excess("(?:(?:a?){1,30}){1,30}")).hasValue(deep);
        assertThat(PatternLimits.excess("(?:a*){1000}")).hasValue(deep);
        assertThat(PatternLimits.excess("a|".repeat(499))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)[?-\uFFFD]",
                "a(?s-i)(?mi:[a-\\x{FFFF}])",
                "(?i)\u1C83",
                "(?i)x\\x{1c88}",
                "[^\\w-\\x{10FFFF}](?i)"
            })
    void lettersThatFoldToNoneThatFoldsBackAreNotFolded(String expression) {
        assertThat(PatternLimits.excess(expression)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[?-\uFFFD]",
                "(?s)\u1C83",
                "(?i)[^a]",
                "(?i)[a-z]+-[\u0400-\u04FF]",
                "(?i)\\pL.\\x{1c89}"
            })
    void othersAre(String expression) {
        assertThat(PatternLimits.excess(expression)).isEmpty();
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThat(PatternLimits.excess("(".repeat(50) + "a" + ")".repeat(50))).isEmpty();
        assertThat(PatternLimits.excess("(".repeat(51))).hasValue("nests groups deeper than 50");
        assertThat(PatternLimits.excess("()".repeat(200))).isEmpty();
        assertThat(PatternLimits.excess("a".repeat(1001)))
                .hasValue("has more than 1000 characters");
    }
}
