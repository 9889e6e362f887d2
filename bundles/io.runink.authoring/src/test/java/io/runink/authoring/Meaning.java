package io.runink.authoring;

import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.List;

/** What scenarios say, wherever they say it. */
final class Meaning {

    private Meaning() {}

    static List<String> of(List<Scenario> scenarios) {
        return scenarios.stream().map(Meaning::of).toList();
    }

    private static String of(Scenario scenario) {
        return scenario.feature()
                + "|"
                + scenario.name()
                + "|"
                + scenario.tags().stream().map(Meaning::of).toList()
                + "|"
                + scenario.sentences().stream().map(it -> it.keyword() + ":" + it.text()).toList();
    }

    private static String of(Tag tag) {
        return "@"
                + tag.name()
                + tag.arguments().stream().map(it -> it.key() + "=" + of(it.value())).toList();
    }

    private static String of(Tag.Value value) {
        return switch (value) {
            case Tag.Value.Nested nested -> of(nested.tag());
            case Tag.Value.Items items -> items.values().stream().map(Meaning::of).toList() + "";
            default -> value.toString();
        };
    }
}
