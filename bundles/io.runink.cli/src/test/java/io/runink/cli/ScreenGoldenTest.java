package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.ExitStatus;
import io.runink.api.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a person sees, command by command, as files that a reviewer can read. {@code
 * -Dscreens.update=true} writes them anew.
 */
final class ScreenGoldenTest {

    private static final Path SCREENS = Path.of("src/test/resources/screens");
    private static final List<String> WHAT =
            List.of("--scenario", "features/orders.dsl", "--contract", "contracts/Orders.java");

    @TempDir Path root;

    /** A screen: the name of its file, the command, and what it finds. */
    record Screen(String name, List<String> command) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Screen> screens() {
        return Stream.of(
                screen("runi"),
                screen("version", "--version"),
                screen("unknown", "compil"),
                screen("unknown-verb", "herd", "lst"),
                screen("herd-init", "herd", "init", "demo"),
                screen("herd-list", "herd", "list"),
                screen("herd-show", "herd", "show", "demo"),
                screen("compile", with("compile", "--out", "dags/orders.jar")),
                screen("compile-json", with("compile", "--out", "dags/orders.jar", "--json")),
                screen("compile-refused", with("compile", "--herd", "broken", "--out", "o.jar")),
                screen("synth", with("synth", "--golden", "golden/orders.json")),
                screen("synth-json", with("synth", "--golden", "golden/orders.json", "--json")),
                screen("audit", with("audit", "--golden", "golden/orders.json")),
                screen("audit-json", with("audit", "--golden", "golden/orders.json", "--json")),
                screen("run", with("run")),
                screen("run-json", with("run", "--json")),
                screen("run-held", with("run")),
                screen("runs-publish", "runs", "publish", "01b"),
                screen("runs-discard", "runs", "discard", "01b", "--json"),
                screen("runs-list", "runs", "list"),
                screen("runs-list-json", "runs", "list", "--json"),
                screen("runs-show", "runs", "show", "01b"),
                screen("demo", "demo"),
                screen("explain", "explain", "--dag", "dags/kept.jar"),
                screen("explain-json", "explain", "--dag", "dags/kept.jar", "--json"),
                screen("contract-lint", "contract", "lint", "contracts/Orders.java"),
                screen("contract-lint-json", "contract", "lint", "contracts/Orders.java", "--json"),
                screen("contract-hash", "contract", "hash", "contracts/Orders.java"),
                screen("contract-hash-json", "contract", "hash", "contracts/Orders.java", "--json"),
                screen("contract-history", "contract", "history", "order"),
                screen("contract-history-json", "contract", "history", "order", "--json"),
                screen("contract-show", "contract", "show", "order@1.0.0"),
                screen("contract-show-json", "contract", "show", "order", "--json"),
                screen("contract-unknown", "contract", "history", "ordr"),
                screen("contract-version-unknown", "contract", "show", "order@9.9.9"),
                screen("plugin-list", "plugin", "list"),
                screen("plugin-list-json", "plugin", "list", "--json"));
    }

    private static Screen screen(String name, String... command) {
        return new Screen(name, List.of(command));
    }

    private static String[] with(String command, String... options) {
        return Stream.of(List.of(command), WHAT, List.of(options))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("screens")
    void looksAsReviewed(Screen screen) throws IOException {
        Bench bench = new Bench(root);
        if (!screen.name().equals("herd-init")) {
            bench.run("herd", "init", "demo");
        }
        if (screen.name().startsWith("contract-")) {
            bench.run(with("compile", "--out", "dags/orders.jar"));
        }
        bench.runs.records.add(
                FakeRuns.record(
                        "01b",
                        RunStatus.FAILED,
                        Samples.report(
                                "failed",
                                bench.directory.toString(),
                                List.of(Samples.problem(ExitStatus.RUN_FAILED)))));
        bench.runs.records.add(FakeRuns.record("01a", RunStatus.RUNNING, null));
        Files.createDirectories(bench.directory.resolve("dags"));
        Files.writeString(bench.directory.resolve("dags/kept.jar"), "a DAG");
        if (screen.name().equals("compile-refused")) {
            bench.compiler.problems =
                    List.of(
                            Samples.problem(ExitStatus.BAD_INPUT),
                            Samples.problem(ExitStatus.BAD_INPUT));
        }
        if (screen.name().equals("run-held")) {
            bench.runs.status = "held";
            bench.runs.problems = List.of(Samples.problem(ExitStatus.FINDINGS));
        }
        Bench.Result result = bench.run(screen.command().toArray(String[]::new));
        String seen =
                "$ runi "
                        + String.join(" ", screen.command())
                        + "\n"
                        + result.out()
                        + "--- err\n"
                        + result.err()
                        + "--- ends with "
                        + result.status()
                        + "\n";
        if (screen.name().equals("demo")) {
            // How long each command took differs from time to time, and so does the column's width.
            seen = seen.replaceAll("(?m) +([0-9.]+ m?s|TIME)$", " (time)");
        }
        Path golden = SCREENS.resolve(screen.name() + ".txt");
        if (Boolean.getBoolean("screens.update")) {
            Files.writeString(golden, seen);
        }
        assertThat(seen).isEqualTo(Files.readString(golden));
    }
}
