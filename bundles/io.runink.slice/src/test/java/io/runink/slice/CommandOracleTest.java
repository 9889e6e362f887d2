package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.dag.Node;
import io.runink.slice.TestAgent.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A program in another language, with an Arrow of its own, takes random rows of every type and
 * hands them back: what it says of them is told here from the rows alone.
 */
final class CommandOracleTest {

    private static final List<String> TYPES =
            List.of(
                    "string",
                    "boolean",
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "float32",
                    "float64",
                    "decimal(4,2)",
                    "decimal(18,18)",
                    "decimal(38,10)",
                    "date",
                    "time",
                    "timestamp",
                    "bytes");

    @TempDir Path folder;

    private static Contract contract() {
        List<Field> fields = new ArrayList<>();
        fields.add(Fixture.field("id", "int64", false, null, null));
        fields.add(Fixture.field("word", "string", false, null, null));
        for (String type : TYPES) {
            fields.add(Fixture.field("c" + fields.size(), type, false, null, null));
        }
        fields.add(
                new Field(
                        "tags",
                        "tags",
                        DataType.list(DataType.of(DataType.Kind.STRING)),
                        false,
                        null,
                        null));
        return Fixture.contract("Any", fields, List.of());
    }

    /** A row's values by column, as texts. */
    private static Map<String, String> row(Contract contract, long id, Random random) {
        Map<String, String> row = new TreeMap<>();
        for (Field field : contract.fields()) {
            if (field.type().nested()) {
                row.put(field.name(), random.nextBoolean() ? "[]" : "[\"\u00e9\",null,\"\"]");
            } else if (random.nextInt(6) > 0) {
                row.put(field.name(), text(field.type(), random));
            }
        }
        if (random.nextInt(9) > 0) {
            row.put("id", Long.toString(id));
        } else {
            row.remove("id");
        }
        return row;
    }

    /** A text that is a value. */
    private static String text(DataType type, Random random) {
        while (true) {
            String text =
                    type.kind() == DataType.Kind.DECIMAL && random.nextInt(3) == 0
                            ? most(type, random)
                            : RandomText.of(type, random);
            if (OracleValue.of(type, text).isPresent()) {
                return text;
            }
        }
    }

    private static String most(DataType type, Random random) {
        String digits = "9".repeat(type.precision() - type.scale());
        return (random.nextBoolean() ? "-" : "")
                + (digits.isEmpty() ? "0" : digits)
                + "."
                + "9".repeat(type.scale());
    }

    private static String json(Map<String, String> row) {
        StringBuilder line = new StringBuilder("{");
        row.forEach((column, text) -> {
            line.append(line.length() > 1 ? "," : "").append('"').append(column).append("\":");
            line.append(column.equals("tags") ? text : RandomText.quoted(text));
        });
        return line.append('}').toString();
    }

    /** What the program makes of a row: nothing of some. */
    private static Optional<Map<String, String>> made(Map<String, String> row) {
        String id = row.get("id");
        if (id == null || Long.parseLong(id) % 3 == 0) {
            return Optional.empty();
        }
        Map<String, String> made = new TreeMap<>(row);
        made.computeIfPresent("word", (column, word) -> word + "\u2713");
        return Optional.of(made);
    }

    /** A row's values, equal if they are one. */
    private static Map<String, Object> values(Contract contract, Map<String, String> row) {
        Map<String, Object> values = new TreeMap<>();
        row.forEach((column, text) -> {
            DataType type = contract.field(column).orElseThrow().type();
            values.put(
                    column,
                    type.nested()
                            ? OracleJson.read(text).orElseThrow()
                            : OracleValue.key(OracleValue.of(type, text).orElseThrow()));
        });
        return values;
    }

    private static Map<String, Object> read(Contract contract, String line) {
        Map<String, Object> values = new TreeMap<>();
        ((Map<?, ?>) OracleJson.read(line).orElseThrow())
                .forEach((name, json) -> {
                    DataType type = contract.field((String) name).orElseThrow().type();
                    Object value =
                            switch (Objects.requireNonNull(json)) {
                                case OracleJson.Text text ->
                                        OracleValue.of(type, text.content()).orElseThrow();
                                case String word -> OracleValue.of(type, word).orElseThrow();
                                default -> json;
                            };
                    values.put((String) name, OracleValue.key(value));
                });
        return values;
    }

    /**
     * Python with a script of the tests.
     *
     * @param packages where packages of its own are; empty for none but the standard library
     */
    private Program python(String script, Optional<Path> packages) throws IOException {
        Path file = folder.resolve(script);
        try (InputStream from =
                Objects.requireNonNull(getClass().getResourceAsStream(script), script)) {
            Files.copy(from, file);
        }
        List<String> words = new ArrayList<>(List.of("python3"));
        if (packages.isEmpty()) {
            words.add("-IS");
        }
        words.add(file.toString());
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        packages.ifPresent(it -> builder.environment().put("PYTHONPATH", it.toString()));
        return (in, out) -> {
            Process process = builder.start();
            CompletableFuture<Void> fed =
                    CompletableFuture.runAsync(() -> {
                        try (OutputStream to = process.getOutputStream()) {
                            in.transferTo(to);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            process.getInputStream().transferTo(out);
            fed.get(60, TimeUnit.SECONDS);
            assertThat(process.waitFor()).isZero();
        };
    }

    private static boolean runs(Path packages, String... words) throws InterruptedException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("PYTHONPATH", packages.toString());
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void agrees(String wire, Program program, int rows) throws Exception {
        Contract contract = contract();
        Random random = new Random(rows);
        List<Map<String, String>> came = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            came.add(row(contract, i, random));
        }
        TreeMap<String, List<String>> parameters = new TreeMap<>();
        parameters.put("run", List.of("program"));
        parameters.put("wire", List.of(wire));
        Pipeline run =
                new Pipeline(folder)
                        .contract(contract)
                        .with(agent ->
                                agent.withProgram("Run", program).with(Map.of("batch-rows", "89")))
                        .source(
                                "rows",
                                "Any",
                                true,
                                came.stream().map(CommandOracleTest::json).toArray(String[]::new))
                        .step("Run", new Node.Work.Plug("command", parameters), "Any", "Any", true)
                        .sink("out", "Any")
                        .edge("rows", "Run", "Any")
                        .edge("Run", "out", "Any")
                        .run();
        List<Map<String, Object>> expected =
                came.stream()
                        .map(CommandOracleTest::made)
                        .flatMap(Optional::stream)
                        .map(it -> values(contract, it))
                        .toList();
        assertThat(run.lines("out").stream().map(it -> read(contract, it)).toList())
                .isEqualTo(expected);
        // Every row came to the program, and every row that it made goes on.
        assertThat(run.figures("rows")).containsExactly((long) rows, (long) rows, 0L, 0L);
        assertThat(run.figures("Run")).containsExactly((long) rows, (long) expected.size(), 0L, 0L);
        assertThat(run.lines("dlq")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arrow, arrow_command.py, 0",
        "arrow, arrow_command.py, 1",
        "arrow, arrow_command.py, 2000",
        "jsonl, jsonl_command.py, 0",
        "jsonl, jsonl_command.py, 2000"
    })
    void anotherLanguageReadsAndWritesTheSame(String wire, String script, int rows)
            throws Exception {
        assumeTrue(runs(folder, "python3", "-V"), "skipped: no python3 on this machine");
        agrees(wire, python(script, Optional.empty()), rows);
    }

    @Test
    void anotherArrowReadsAndWritesTheSame() throws Exception {
        Path packages = folder.resolve("packages");
        String[] use = {"python3", "-c", "import pyarrow"};
        boolean there = runs(packages, use);
        if (!there && Boolean.getBoolean("runink.long")) {
            String[] install = {"python3", "-m", "pip", "install", "-q", "--target"};
            List<String> words = new ArrayList<>(List.of(install));
            words.addAll(List.of(packages.toString(), "pyarrow==25.0.1"));
            there = runs(packages, words.toArray(String[]::new)) && runs(packages, use);
        }
        assumeTrue(
                there,
                "skipped: python3 has no pyarrow here; -Plong installs it for the test, online");
        agrees("arrow", python("pyarrow_command.py", Optional.of(packages)), 2000);
    }
}
