package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.ContractReader;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagCompiler;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.authoring.Readers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that look keys up in other rows. */
final class ForeignKeysTest {

    private static final String CONTRACTS =
            """
            import io.runink.api.*;

            class K {
                @Contract(id = "country", version = "1.0.0")
                record Country(@Required @Unique String code, String parent) {}

                @Contract(id = "city", version = "1.0.0")
                @Validates("CheckCity")
                record City(@Required String name, String country, String other) {}

                @Step("Same")
                static City same(City city) { return city; }
            }
            """;

    private static final String FLOW =
            """
            Scenario: S
              @source("csv://cities.csv", contract="City", name="cities")
              @source("csv://countries.csv", contract="Country", name="countries")
              @step("CheckCity", from="cities")
              @step("filter", "size(name) > 0")
              @sink("json://cities.json")
              @sink("json://countries.json", from="countries")
            """;

    @TempDir Path folder;

    private Outcome<DagCompiler.Compiled> compile(String text, String... references)
            throws IOException {
        Workspace workspace = new Workspace(folder).with("K.java", CONTRACTS).with("s.dsl", text);
        InstalledPlugins plugins = new InstalledPlugins();
        ContractReader real = Readers.contracts(List.of(Workspace.api()), plugins);
        ContractReader reader =
                (files, in) -> {
                    ContractFile file = real.read(files, in).orThrow();
                    return Outcome.done(
                            new ContractFile(
                                    file.contracts().stream()
                                            .map(it -> with(it, references))
                                            .toList(),
                                    file.functions(),
                                    file.places(),
                                    file.classes(),
                                    file.sources()));
                };
        return new ScenarioCompiler(Readers.scenarios(), reader, plugins)
                .compile(
                        new DagCompiler.Request(
                                "s.dsl", "", List.of("K.java"), "", workspace.folder()));
    }

    /** References of the form {@code City.country=Country.code}. */
    private static Contract with(Contract contract, String... references) {
        List<Rule> rules = new ArrayList<>(contract.rules());
        for (String reference : references) {
            String[] parts = reference.split("[.=]", 4);
            if (contract.name().equals(parts[0])) {
                rules.add(
                        new Rule(
                                parts[1] + ".references",
                                "references",
                                "references",
                                RuleClass.KEYED_SET,
                                List.of(parts[1]),
                                new TreeMap<>(
                                        Map.of(
                                                "contract", List.of(parts[2]),
                                                "to", List.of(parts[3])))));
            }
        }
        return new Contract(
                contract.name(),
                contract.id(),
                contract.version(),
                contract.owner(),
                contract.javaClass(),
                contract.fields(),
                rules,
                contract.decodes(),
                contract.validates(),
                contract.masks(),
                contract.key(),
                contract.labels());
    }

    private static List<String> edges(Dag dag) {
        return dag.edges().stream()
                .filter(it -> it.kind() != Edge.Kind.REJECTIONS)
                .map(it -> it.from() + " > " + it.to() + " " + it.kind() + " " + it.contract())
                .toList();
    }

    private List<String> problems(String text, String... references) throws IOException {
        return compile(text, references) instanceof Outcome.Refused<DagCompiler.Compiled> refused
                ? refused.problems().stream().map(Problem::text).toList()
                : List.of();
    }

    @Test
    void rowsPassAStepThatHasTheKeysOnItsSecondInput() throws IOException {
        Dag dag =
                compile(FLOW, "City.country=Country.code", "City.other=Country.code")
                        .orThrow()
                        .dag();
        assertThat(edges(dag))
                .containsExactlyInAnyOrder(
                        "cities > CheckCity LEXICAL City",
                        "CheckCity > CheckCity.references ROWS City",
                        "countries > CheckCity.references ROWS Country",
                        "CheckCity.references > CheckCity.references-2 ROWS City",
                        "countries > CheckCity.references-2 ROWS Country",
                        "CheckCity.references-2 > filter ROWS City",
                        "filter > sink ROWS City",
                        "countries > sink-2 ROWS Country");
        List<Edge> into =
                dag.edges().stream().filter(it -> it.to().equals("CheckCity.references")).toList();
        assertThat(into).extracting(Edge::from).containsExactly("CheckCity", "countries");
        assertThat(dag.node("CheckCity.references"))
                .isEqualTo(
                        new Node.Step(
                                "CheckCity.references",
                                new Node.Work.Plug(
                                        "references",
                                        new TreeMap<>(
                                                Map.of(
                                                        "rule", List.of("country.references"),
                                                        "columns", List.of("country"),
                                                        "keys", List.of("code")))),
                                "City",
                                "City",
                                false));
        assertThat(dag.requirements()).anyMatch(it -> it.name().equals("references"));
        assertThat(DagIntegrity.fault(dag)).isEmpty();
    }

    @Test
    void aContractMayReferToItself() throws IOException {
        Dag dag = compile(FLOW, "Country.parent=Country.code").orThrow().dag();
        assertThat(edges(dag))
                .filteredOn(it -> it.contains("countries"))
                .containsExactlyInAnyOrder(
                        "countries > countries.references ROWS Country",
                        "countries > countries.references ROWS Country",
                        "countries.references > sink-2 ROWS Country");
    }

    @Test
    void theKeysMustFlowInTheScenarioAtOnePlace() throws IOException {
        String none =
                FLOW.replace(
                        "contract=\"Country\", name=\"countries\"",
                        "contract=\"City\", name=\"countries\"");
        assertThat(problems(none, "City.country=Country.code"))
                .contains(
                        "RNK-COMPILE-047 s.dsl:4:3: rule 'country.references' of 'City' looks up"
                                + " keys of 'Country', which nothing here yields; read it with"
                                + " @source(\"…\", contract=\"Country\")");
        String two =
                FLOW
                        + "  @source(\"csv://more.csv\", contract=\"Country\", name=\"more\")\n"
                        + "  @sink(\"json://more.json\", from=\"more\")\n";
        assertThat(problems(two, "City.country=Country.code"))
                .containsExactly(
                        "RNK-COMPILE-047 s.dsl:4:3: rule 'country.references' of 'City' looks up"
                                + " keys of 'Country', which countries and more yield; say which"
                                + " with references=\"countries\"");
        String named = two.replace("from=\"cities\"", "from=\"cities\", references=\"more\"");
        assertThat(edges(compile(named, "City.country=Country.code").orThrow().dag()))
                .contains("more > CheckCity.references ROWS Country");
    }

    @Test
    void keysThatAreMadeOfTheRowsThatWaitForThemAreRefused() throws IOException {
        assertThat(problems(FLOW, "City.country=Country.code", "Country.parent=City.name"))
                .singleElement()
                .asString()
                .startsWith("RNK-COMPILE-047 s.dsl:")
                .contains("rows wait for keys that are made of them");
    }

    @Test
    void rowsThatWereHeldAgainstTheirKeysAreNotAgain() throws IOException {
        String twice = FLOW.replace("  @step(\"filter\"", "  @step(\"Same\")\n  @step(\"filter\"");
        assertThat(edges(compile(twice, "City.country=Country.code").orThrow().dag()))
                .filteredOn(it -> it.startsWith("countries > "))
                .containsExactly(
                        "countries > CheckCity.references ROWS Country",
                        "countries > sink-2 ROWS Country");
    }
}
