package io.runink.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.synth.ExpressionReader.Unsupported;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternDomainTest {

    private static Automaton automaton(String... patterns) throws Unsupported {
        List<Expression> expressions = new java.util.ArrayList<>();
        for (String pattern : patterns) {
            expressions.add(ExpressionReader.read(pattern, CharSet.EMPTY));
        }
        return Automaton.of(expressions, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9]{3}-[0-9]{2}-[0-9]{4}",
                "^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$",
                "(?:NEW|AMEND|CANCEL)(_[a-z]+)?",
                "[^@\\s]+@[^@\\s]+\\.[a-z]{2,}",
                "(a|ab)(c|bcd)*d?",
                "a*a*a*",
                "x{0}y{2,3}?z+?",
                "\\w+\\W\\S\\D\\s",
                "[\\w.-]{1,64}",
                "^a$|^b{3}$",
                "\\u0041\\x42\\t\\.\\\\\\-",
                "[-a]|[b-]|[\\]\\[]",
                ".{0,40}",
                "(?<year>20[0-9]{2})-W(0[1-9]|[1-4][0-9]|5[0-3])",
                "caf\u00E9|\uD83D\uDE00+|[\u0391-\u03A9]",
                "(([01]?[0-9]|2[0-4])\\.){3}[0-9]",
                ""
            })
    void everyTextMatchesAndEachIndexGivesAnother(String pattern) throws Unsupported {
        Pattern judge = Pattern.compile(pattern);
        PatternDomain domain = new PatternDomain(automaton(pattern));
        SplittableRandom random = new SplittableRandom(1);
        Set<String> distinct = new HashSet<>();
        long count = Math.min(domain.size(), 2000);
        for (long i = 0; i < count; i++) {
            long index = count == domain.size() ? i : i * (domain.size() / count);
            String text = domain.at(index);
            assertThat(judge.matcher(text).matches()).as(text).isTrue();
            assertThat(distinct.add(text)).as(text).isTrue();
            assertThat(judge.matcher(domain.draw(random)).matches()).isTrue();
        }
        for (String edge : domain.edges()) {
            assertThat(judge.matcher(edge).matches()).as(edge).isTrue();
        }
    }

    @Test
    void countsTextsAndNotWaysToWriteThem() throws Unsupported {
        assertThat(automaton("a*a*").size()).isEqualTo(17);
        assertThat(automaton("(a|a|[a-b])").size()).isEqualTo(2);
        assertThat(automaton("[0-9]{4}").size()).isEqualTo(10_000);
        assertThat(automaton(".{200}").size()).isEqualTo(Domain.SIZE_MAX);
    }

    @Test
    void keepsSeveralPatternsAtOnce() throws Unsupported {
        Automaton both = automaton("[a-m]{3}", "a.*|.*z");
        assertThat(both.size()).isEqualTo(13 * 13);
        assertThat(automaton("a+", "b+").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)b",
                "(?!a)b",
                "(?<=a)b",
                "(?i)a",
                "(a)\\1",
                "a\\b",
                "\\p{L}",
                "\\Qa\\E",
                "a++",
                "a*+",
                "[a&&b]",
                "[a[b]]",
                "a^b",
                "(^a)",
                "a$b",
                "x{10000}",
                "(a{99}){999}",
                "\\k<n>",
                "[]a]",
                "\\cA",
                "\\0101"
            })
    void namesWhatItDoesNotFollow(String pattern) {
        assertThatThrownBy(() -> automaton(pattern)).isInstanceOf(Unsupported.class);
    }
}
