package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import io.runink.exchange.ArrowExchange;
import io.runink.slice.TestAgent.Program;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps whose work a program beside the slice does. */
final class CommandStepTest {

    private static final String WIDE = "w".repeat(200);

    @TempDir Path folder;

    private static Contract item() {
        return Fixture.contract(
                "Item",
                List.of(
                        Fixture.field("id", "int64", false, null, null),
                        Fixture.field("price", "decimal(9,2)", false, null, null),
                        Fixture.field("name", "string", false, null, null)),
                List.of(Fixture.required("name")));
    }

    private static String row(int id, String name) {
        return "{\"id\":" + id + ",\"price\":" + id + ".50,\"name\":\"" + name + "\"}";
    }

    private Pipeline pipeline(String wire, Program program, String... lines) throws Exception {
        TreeMap<String, List<String>> parameters = new TreeMap<>();
        parameters.put("run", List.of("program"));
        if (!wire.isEmpty()) {
            parameters.put("wire", List.of(wire));
        }
        return new Pipeline(folder)
                .contract(item())
                .with(agent -> agent.withProgram("Run", program).with(Map.of("batch-rows", "100")))
                .source("items", "Item", true, lines)
                .step("Run", new Node.Work.Plug("command", parameters), "Item", "Item", true)
                .sink("out", "Item")
                .edge("items", "Run", "Item")
                .edge("Run", "out", "Item");
    }

    private static String[] rows(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i, WIDE));
        }
        return rows.toArray(String[]::new);
    }

    /** Passes batches on as they are. */
    private static void echo(InputStream in, OutputStream out) throws IOException {
        try (BufferAllocator allocator = new RootAllocator(1 << 24);
                EdgeReader reader = new ArrowExchange().reader(in, allocator);
                EdgeWriter writer = new ArrowExchange().writer(reader.rows(), out)) {
            while (reader.next()) {
                writer.write();
            }
            writer.end();
        }
    }

    private static BufferedReader lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void rowsGoOutAndComeBackAsArrow() throws Exception {
        Pipeline run =
                pipeline("", CommandStepTest::echo, row(1, "a"), "{\"id\":2,\"name\":\"b\"}").run();
        assertThat(run.lines("out")).containsExactly(row(1, "a"), "{\"id\":2,\"name\":\"b\"}");
        assertThat(run.figures("Run")).containsExactly(2L, 2L, 0L, 0L);
    }

    @Test
    void rowsGoOutAndComeBackAsLines() throws Exception {
        Program program =
                (in, out) -> {
                    BufferedReader lines = lines(in);
                    assertThat(lines.readLine())
                            .isEqualTo(
                                    "{\"id\":1,\"price\":1.50,\"name\":\"ä\\n\",\"$line\":1,"
                                            + "\"$source\":0}");
                    assertThat(lines.readLine()).isNull();
                    write(out, row(8, "x") + "\n\n{\"name\":7,\"id\":\"9\",\"more\":{}}");
                };
        Pipeline run = pipeline("jsonl", program, row(1, "ä\\n")).run();
        assertThat(run.lines("out")).containsExactly(row(8, "x"), "{\"id\":9,\"name\":\"7\"}");
        assertThat(run.figures("Run")).containsExactly(1L, 2L, 0L, 0L);
    }

    @Test
    void theContractIsHeldAgainstWhatAProgramWrites() throws Exception {
        Program program =
                (in, out) -> {
                    BufferedReader lines = lines(in);
                    lines.readLine();
                    String second = lines.readLine();
                    assertThat(lines.readLine()).isNull();
                    write(out, "{\"id\":1,\"price\":1.505,\"name\":\"x\"}\n");
                    write(out, second.replace("\"name\":\"b\",", "") + "\n");
                };
        Pipeline run = pipeline("jsonl", program, row(1, "a"), row(2, "b")).run();
        assertThat(run.lines("out")).isEmpty();
        assertThat(run.prepared("Run").byRule())
                .isEqualTo(Map.of("price.type", 1L, "name.required", 1L));
        // A row says where it came from, or is of line 0 of the first source.
        assertThat(run.lines("dlq").getFirst()).contains("\"source\":\"items\",\"line\":0,");
        assertThat(run.lines("dlq").getLast()).contains("\"source\":\"items\",\"line\":2,");
    }

    @Test
    void aProgramMayReadAllBeforeItWrites() throws Exception {
        Program program =
                (in, out) -> {
                    List<String> all = lines(in).lines().toList();
                    for (String line : all.reversed()) {
                        write(out, line + "\n");
                    }
                };
        Pipeline run = pipeline("jsonl", program, rows(5_000)).run();
        assertThat(run.lines("out")).hasSize(5_000).first().isEqualTo(row(4_999, WIDE));
    }

    @Test
    void aProgramMayWriteMuchBeforeItReads() throws Exception {
        Program program =
                (in, out) -> {
                    for (String line : rows(5_000)) {
                        write(out, line + "\n");
                    }
                    lines(in).lines().forEach(it -> {});
                };
        Pipeline run = pipeline("jsonl", program, rows(5_000)).run();
        assertThat(run.figures("Run")).containsExactly(5_000L, 5_000L, 0L, 0L);
    }

    @Test
    void aProgramThatEndsInTheMidstFailsTheRun() throws Exception {
        Program early = (in, out) -> in.readNBytes(100);
        assertThat(pipeline("", early, rows(5_000)).failure("Run").text())
                .startsWith("RNK-SLICE-026")
                .contains("'Run'");
        assertThat(pipeline("jsonl", early, rows(5_000)).failure("Run").text())
                .startsWith("RNK-SLICE-026")
                .contains("'Run'");
        Program withoutEnd = (in, out) -> in.readAllBytes();
        assertThat(pipeline("", withoutEnd, rows(10)).failure("Run").text())
                .startsWith("RNK-SLICE-026")
                .contains("ended before its answer did");
    }

    private static Program answer(Schema schema, int rows) {
        return (in, out) -> {
            in.readAllBytes();
            try (BufferAllocator allocator = new RootAllocator(1 << 20);
                    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
                    EdgeWriter writer = new ArrowExchange().writer(root, out)) {
                root.getFieldVectors().forEach(it -> it.allocateNew());
                for (int row = 0; row < rows; row++) {
                    for (int i = 0; i < schema.getFields().size(); i++) {
                        switch (root.getVector(i)) {
                            case VarCharVector text -> text.setSafe(row, new byte[] {'5'});
                            case BigIntVector number -> number.setSafe(row, 5);
                            default -> {}
                        }
                    }
                }
                root.setRowCount(rows);
                writer.write();
                writer.end();
            }
        };
    }

    private static Field field(String name, ArrowType type) {
        return Field.nullable(name, type);
    }

    private static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;

    @Test
    void textIsTypedAndColumnsNobodyNamedAreLeftOut() throws Exception {
        Schema schema =
                new Schema(
                        List.of(
                                field("more", TEXT),
                                field("price", TEXT),
                                field("name", TEXT),
                                field("id", TEXT)));
        Pipeline run = pipeline("", answer(schema, 2), row(1, "a")).run();
        assertThat(run.lines("out"))
                .containsOnly("{\"id\":5,\"price\":5.00,\"name\":\"5\"}")
                .hasSize(2);
    }

    @Test
    void anAnswerThatDoesNotFitFailsTheRun() throws Exception {
        Schema without = new Schema(List.of(field("id", TEXT), field("name", TEXT)));
        assertThat(pipeline("", answer(without, 1), row(1, "a")).failure("Run").text())
                .startsWith("RNK-SLICE-027")
                .contains("'Run'", "no column 'price'", "'Item'");
        Schema other =
                new Schema(
                        List.of(
                                field("id", ArrowType.Bool.INSTANCE),
                                field("price", TEXT),
                                field("name", TEXT)));
        assertThat(pipeline("", answer(other, 1), row(1, "a")).failure("Run").text())
                .startsWith("RNK-SLICE-027")
                .contains("column 'id' as Bool", "Int(64, true) or Utf8");
        Program junk =
                (in, out) -> {
                    in.readAllBytes();
                    write(out, "Traceback (most recent call last): secret");
                };
        Problem problem = pipeline("", junk, row(1, "a")).failure("Run");
        assertThat(problem.text()).startsWith("RNK-SLICE-027").doesNotContain("secret");
        assertThat(pipeline("jsonl", junk, row(1, "a")).failure("Run").text())
                .startsWith("RNK-SLICE-027")
                .contains("line 1 that is no JSON object")
                .doesNotContain("secret");
    }

    @Test
    void aRowCannotSayThatItCameFromElsewhere() throws Exception {
        Schema schema =
                new Schema(
                        List.of(
                                field("id", TEXT),
                                field("price", TEXT),
                                field("name", TEXT),
                                field("$source", new ArrowType.Int(64, true))));
        assertThat(pipeline("", answer(schema, 1), row(1, "a")).failure("Run").text())
                .startsWith("RNK-SLICE-027")
                .contains("source '5'");
    }
}
