package io.runink.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is fuzzed: a class with a method {@code fuzzerTestOneInput} among the tests of a room. */
enum Target {
    SCENARIO("bundles/io.runink.authoring", "io.runink.authoring.ScenarioFuzz", "golden/scenario"),
    CEL("bundles/io.runink.cel", "io.runink.cel.CelFuzz", ""),
    PATTERN(
            "contract-plugins/io.runink.contract.value",
            "io.runink.contract.value.PatternFuzz",
            ""),
    JSON("bundles/io.runink.json", "io.runink.json.JsonFuzz", ""),
    JSON_ROWS("connectors/io.runink.connector.file", "io.runink.connector.file.JsonRowsFuzz", ""),
    CSV_ROWS("connectors/io.runink.connector.file", "io.runink.connector.file.CsvRowsFuzz", "");

    private final String room;
    private final String type;
    private final String examples;

    Target(String room, String type, String examples) {
        this.room = room;
        this.type = type;
        this.examples = examples;
    }

    /** The class, by its name. */
    String type() {
        return type;
    }

    /** The name of its folders and files. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where the tests of its room are compiled to. */
    Path classes(Path checkout) {
        return checkout.resolve(room).resolve("target/test-classes");
    }

    /** Folders of inputs to begin with: what once failed is kept in the first. */
    List<Path> seeds(Path checkout) {
        Path own = checkout.resolve("distribution/fuzz/src/test/seeds").resolve(title());
        return examples.isEmpty()
                ? List.of(own)
                : List.of(own, checkout.resolve(room).resolve("src/test/resources/" + examples));
    }

    /** The words that inputs are made of. */
    Path dictionary(Path checkout) {
        return checkout.resolve("distribution/fuzz/src/test/dictionaries")
                .resolve(title() + ".dict");
    }
}
