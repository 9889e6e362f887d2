package io.runink.contract.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.runink.api.contract.DataType;
import io.runink.api.contract.PatternLimits;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.tck.CheckSuite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Any pattern is refused, or matches any text in time linear in it. */
public final class PatternFuzz {

    private static final CheckSuite SUITE = new CheckSuite(new PatternChecks(), RuleClass.RECORD);

    private static final DataType STRING = DataType.of(DataType.Kind.STRING);

    /** How often the text stands behind itself, so that time above linear shows. */
    private static final int TIMES = 50;

    private PatternFuzz() {}

    /** Loads what the first input would, whose time is taken as that of any other. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("[A-Z]{3}\nUSD".getBytes(StandardCharsets.UTF_8));
    }

    /** One input, as Jazzer calls it: the pattern, and behind a line end the text. */
    public static void fuzzerTestOneInput(byte[] data) {
        String[] parts = new String(data, StandardCharsets.UTF_8).split("\n", 2);
        String text = parts.length == 1 ? parts[0] : parts[1];
        Rule rule = SUITE.rule("pattern", Map.of("value", List.of(parts[0])));
        try {
            SUITE.check(rule, STRING, 1 << 20);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(Pattern.compile(parts[0]).programSize())
                .isLessThanOrEqualTo(PatternLimits.PROGRAM_MAX);
        SUITE.broken(rule, STRING, List.of(text, text.repeat(TIMES), ""));
    }
}
