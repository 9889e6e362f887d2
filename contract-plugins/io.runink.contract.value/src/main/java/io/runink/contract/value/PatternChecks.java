package io.runink.contract.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.runink.api.contract.Field;
import io.runink.api.contract.PatternLimits;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;
import java.util.Optional;

/** The {@code pattern} check: the whole text matches a regular expression (RE2 syntax). */
@CheckPlugin(
        kind = PatternChecks.KIND,
        category = RuleClass.RECORD,
        annotations = "io.runink.api.Pattern",
        summary = "The whole text matches a regular expression in RE2 syntax.",
        types = "string")
public final class PatternChecks implements CheckFactory {

    static final String KIND = "pattern";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        List<String> values = rule.parameters().getOrDefault("value", List.of());
        if (values.size() != 1) {
            throw new IllegalArgumentException(
                    "parameter 'value' has " + values.size() + " values");
        }
        String pattern = values.getFirst();
        Optional<String> excess = PatternLimits.excess(pattern);
        if (excess.isPresent()) {
            throw new IllegalArgumentException("pattern '" + pattern + "' " + excess.get());
        }
        try {
            return new PatternCheck(rule.columns().getFirst(), pattern, Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern '"
                            + pattern
                            + "' is not supported: "
                            + e.getDescription()
                            + " (look-around, back-references, possessive quantifiers and atomic"
                            + " groups have no linear-time matcher)",
                    e);
        }
    }
}
