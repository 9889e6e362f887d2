package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.slice.SliceMessage;
import io.runink.api.slice.SliceMessage.Failed;
import io.runink.exchange.ArrowExchange;
import io.runink.json.Json;
import io.runink.spi.exchange.EdgeWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a slice fails says so with its code. */
final class SliceErrorTest {

    private static final String ROW =
            "{\"payload\":\"{\\\"order_id\\\":\\\"o\\\",\\\"side\\\":\\\"BUY\\\",\\\"amount\\\":1}\"}\n";

    @TempDir Path folder;

    private static Dag with(Dag dag, Contract changed) {
        List<Contract> contracts = new ArrayList<>(dag.contracts());
        contracts.replaceAll(c -> c.name().equals(changed.name()) ? changed : c);
        return new Dag(
                dag.format(),
                dag.scenario(),
                dag.herd(),
                dag.labels(),
                contracts,
                dag.nodes(),
                dag.edges(),
                dag.requirements(),
                dag.sources());
    }

    private static Contract without(Contract contract, String rule) {
        return withRules(
                contract, contract.rules().stream().filter(r -> !r.id().equals(rule)).toList());
    }

    private static Contract withRules(Contract contract, List<Rule> rules) {
        return new Contract(
                contract.name(),
                contract.id(),
                contract.version(),
                contract.owner(),
                contract.javaClass(),
                contract.fields(),
                rules,
                null,
                null,
                null);
    }

    private static Dag dag() {
        return Fixture.dag("json://in.json", "json://out.json", null);
    }

    /** What the slice that runs the steps says of its end. */
    private Problem failure(Dag dag, byte[] code) throws Exception {
        Files.writeString(folder.resolve("in.json"), ROW);
        TestAgent agent =
                new TestAgent(
                                folder,
                                dag,
                                code,
                                Map.of(
                                        "source", List.of("orders"),
                                        "steps", List.of("Decode", "Check", "Hide", "Tag"),
                                        "sink", List.of("tagged", "dlq")),
                                Map.of(
                                        "orders", folder.resolve("in.json"),
                                        "tagged", folder.resolve("out.json")))
                        .start();
        Failed failed = agent.await("steps", Failed.class);
        assertThat(agent.exit("steps")).isEqualTo(1);
        return failed.problems().getFirst();
    }

    @Test
    void aClaimThatCannotBeReadIsRefused() throws IOException {
        Deque<SliceMessage> sent = new ArrayDeque<>();
        ControlLink link =
                new ControlLink() {
                    @Override
                    public void send(byte[] message) {
                        sent.add(Json.read(message, SliceMessage.class));
                    }

                    @Override
                    public Optional<Mail> receive() {
                        return Optional.of(
                                new Mail("{".getBytes(StandardCharsets.UTF_8), List.of()));
                    }
                };
        assertThat(new SliceRuntime(link, TestAgent::plugins, new ArrowExchange()).run())
                .isEqualTo(1);
        assertThat(sent.getLast())
                .isInstanceOfSatisfying(
                        Failed.class,
                        f -> assertThat(f.problems().getFirst().code()).isEqualTo("RNK-SLICE-001"));
    }

    @Test
    void aSliceThatNobodyClaimsEndsInPeace() throws IOException {
        ControlLink link =
                new ControlLink() {
                    @Override
                    public void send(byte[] message) {}

                    @Override
                    public Optional<Mail> receive() {
                        return Optional.empty();
                    }
                };
        assertThat(new SliceRuntime(link, TestAgent::plugins, new ArrowExchange()).run()).isZero();
    }

    @Test
    void junkIsNoCode() throws Exception {
        assertThat(failure(dag(), new byte[] {1, 2, 3}).code()).isEqualTo("RNK-SLICE-002");
    }

    @Test
    void whatNoPluginProvidesIsMissing() {
        SlicePlugins none = SlicePlugins.of(List.of(), List.of(), List.of());
        assertThatThrownBy(() -> none.connector("csv")).hasMessageStartingWith("RNK-SLICE-003");
        assertThatThrownBy(() -> none.check("range")).hasMessageStartingWith("RNK-SLICE-004");
    }

    @Test
    void aRuleThatItsCheckRefusesIsNamed() throws Exception {
        Contract order = without(Fixture.order(), "tax_id.pattern");
        List<Rule> rules = new ArrayList<>(order.rules());
        rules.add(Fixture.rule("tax_id", "pattern", "pattern", RuleClass.RECORD, "("));
        assertThat(
                        failure(with(dag(), withRules(order, rules)), Fixture.jar(Fixture.SOURCE))
                                .text())
                .startsWith("RNK-SLICE-005")
                .contains("tax_id.pattern");
    }

    @Test
    void aFunctionThatIsNotThereIsUnfit() throws Exception {
        byte[] other = Fixture.jar(Fixture.SOURCE.replace("> tag(", "> label("));
        assertThat(failure(dag(), other).text()).startsWith("RNK-SLICE-006").contains("'tag'");
    }

    @Test
    void aFunctionThatReturnsNullFails() throws Exception {
        byte[] code =
                Fixture.jar(
                        Fixture.SOURCE
                                .replace("int lots", "Integer lots")
                                .replace("if (order.lots() == 999)", "if (order.lots() == null)")
                                .replace("return Optional.empty()", "return null"));
        Dag dag = with(dag(), without(Fixture.order(), "lots.required"));
        assertThat(failure(dag, code).code()).isEqualTo("RNK-SLICE-008");
    }

    @Test
    void aPrimitiveComponentCannotBeAbsent() throws Exception {
        Dag dag = with(dag(), without(Fixture.order(), "lots.required"));
        assertThat(failure(dag, Fixture.jar(Fixture.SOURCE)).text())
                .startsWith("RNK-SLICE-009")
                .contains("'lots'", "line 1");
    }

    @Test
    void anEdgeWithOtherColumnsIsUnfit() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator(1 << 20);
                VectorSchemaRoot rows =
                        VectorSchemaRoot.create(RowSchema.text(List.of("other")), allocator)) {
            try (EdgeWriter writer = new ArrowExchange().writer(rows, stream)) {
                writer.end();
            }
            EdgeInlet inlet =
                    new EdgeInlet(
                            new Edge("a", "b", Edge.Kind.LEXICAL, "RawOrder"),
                            RowSchema.text(Fixture.raw()),
                            new ArrowExchange()
                                    .reader(
                                            new ByteArrayInputStream(stream.toByteArray()),
                                            allocator),
                            new Fan(List.of()),
                            Set.of(0),
                            allocator);
            assertThatThrownBy(inlet::run).hasMessageStartingWith("RNK-SLICE-011");
        }
    }

    @Test
    void aFullDiskIsSaidInItsWords() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        StagedOutput output = new StagedOutput("json:///out.json", full);
        output.write(1);
        assertThatThrownBy(output::flush)
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-SLICE-013")
                .hasMessageContaining("No space left on device");
    }

    @Test
    void whatIsThrownIsToldWithoutItsMessage() {
        assertThat(codes(new OutOfMemoryError("secret"))).containsExactly("RNK-SLICE-014");
        assertThat(codes(new OutOfMemoryException("secret"))).containsExactly("RNK-SLICE-014");
        assertThat(codes(new IllegalStateException("secret"))).containsExactly("RNK-SLICE-016");
        assertThat(Failures.input("json:///in", new IOException("Input/output error")))
                .hasMessageStartingWith("RNK-SLICE-012");
        assertThat(Failures.plugin("the connector", new IllegalStateException("secret")))
                .hasMessageStartingWith("RNK-SLICE-015")
                .hasMessageNotContaining("secret");
    }

    private static List<String> codes(Throwable thrown) {
        List<Problem> problems = Failures.problems(thrown);
        assertThat(problems.toString()).doesNotContain("secret");
        return problems.stream().map(Problem::code).toList();
    }
}
