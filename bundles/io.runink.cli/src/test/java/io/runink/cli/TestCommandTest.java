package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.ScenarioReader;
import io.runink.api.scenario.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCommandTest {

    @TempDir Path root;
    private Bench bench;
    private String tag = "golden";

    @BeforeEach
    void workspace() throws IOException {
        bench = new Bench(root);
        Files.createDirectories(bench.directory.resolve("features"));
        Files.writeString(bench.directory.resolve("features/orders.dsl"), "Scenario: orders\n");
        bench.services.add(ScenarioReader.class, this, () -> this::read);
        golden("in/raw.json", "{}\n");
        bench.runs.writes =
                Map.of(
                        "orders", "{\"id\":\"1\",\"n\":2}\n{\"id\":\"2\",\"n\":3}\n",
                        "dlq", "{\"run\":\"r\",\"source\":\"source\",\"line\":7,\"step\":\"x\"}\n");
    }

    private Outcome<List<Scenario>> read(String file, String text) {
        Location place = Location.of(file);
        Tag golden =
                new Tag(
                        tag,
                        List.of(new Tag.Argument("", new Tag.Value.Text("golden/orders"), place)),
                        place);
        return Outcome.done(List.of(new Scenario("", "orders", List.of(golden), List.of(), place)));
    }

    private void golden(String name, String text) throws IOException {
        Path file = bench.directory.resolve("golden/orders").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String golden(String name) throws IOException {
        return Files.readString(bench.directory.resolve("golden/orders").resolve(name));
    }

    private Bench.Result test(String... more) {
        return test(false, more);
    }

    private Bench.Result test(boolean unattended, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--scenario", "features/orders.dsl"));
        arguments.addAll(List.of(more));
        return bench.run(
                session -> new TestCommand(session, unattended),
                arguments.contains("--json"),
                arguments);
    }

    @Test
    void showsThenUpdatesThenAgrees() throws IOException {
        Bench.Result first = test();
        assertThat(first.status()).isEqualTo(1);
        assertThat(first.out()).contains("differs  orders", "none on record yet", "add --update");
        assertThat(test("--update").status()).isZero();
        assertThat(golden("out/orders.json"))
                .isEqualTo("{\"id\":\"1\",\"n\":2}\n{\"id\":\"2\",\"n\":3}\n");
        assertThat(golden("out/dlq.json")).doesNotContain("\"run\"");
        Bench.Result again = test();
        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("same     orders", "1 golden test: 1 same, 0 not");
        assertThat(bench.runs.requests.getLast().inputs().get("raw"))
                .endsWith("golden/orders/in/raw.json");
    }

    @Test
    void saysWhatDiffers() throws IOException {
        test("--update");
        bench.runs.writes =
                Map.of(
                        "orders", "{\"id\":\"1\",\"n\":9}\n{\"id\":\"2\",\"n\":3}\n",
                        "dlq", "");
        Bench.Result result = test();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("1 missing", "\"line\":7").contains("\"n\":9");
        Bench.Result json = test("--json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.out()).contains("\"status\" : \"differs\"");
    }

    @Test
    void refusesAnUpdateNobodySees() throws IOException {
        assertThat(test(true, "--update").status()).isEqualTo(4);
        assertThat(bench.directory.resolve("golden/orders/out")).doesNotExist();
    }

    @Test
    void refusesAWeakerMask() throws IOException {
        test("--update");
        golden(
                "golden.json",
                "{\"scenario\":\"orders\",\"contracts\":{},\"masks\":{\"orders.mail\":\"REDACT\"}}");
        String before = golden("out/orders.json");
        bench.runs.writes = Map.of("orders", "{\"id\":\"3\"}\n", "dlq", "");
        Bench.Result result = test("--update");
        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err()).contains("RNK-GOLDEN-006", "orders.mail");
        assertThat(golden("out/orders.json")).isEqualTo(before);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Files.delete(bench.directory.resolve("golden/orders/in/raw.json"));
        assertThat(test().err()).contains("RNK-GOLDEN-002");
        tag = "meta";
        assertThat(test().err()).contains("RNK-GOLDEN-001");
    }

    @Test
    void aFailedRunIsAFailedTest() {
        bench.runs.status = "failed";
        assertThat(test().status()).isEqualTo(5);
    }
}
