package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.ExitStatus;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.run.RunRequest;
import io.runink.json.ContractHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {

    private static final String[] WHAT = {
        "--scenario", "features/orders.dsl", "--contract", "contracts/Orders.java"
    };

    @TempDir Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "herd",
                "herd init",
                "herd list",
                "herd show",
                "herd apply",
                "compile",
                "synth",
                "audit",
                "test",
                "run",
                "runs",
                "runs list",
                "runs show",
                "explain",
                "plugin",
                "plugin list",
                "plugin install",
                "plugin remove",
                "doctor",
                ""
            })
    void everyHelpHasAnExample(String command) throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run((command + " --help").strip().split(" "));
        assertThat(result.status()).isZero();
        assertThat(result.out()).containsPattern("Examples?:\\R  runi " + command);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .allMatch(line -> line.length() <= 100)
                .noneMatch(line -> line.equals("json"));
    }

    @Test
    void knowsWhatWasMeant() throws IOException {
        Bench.Result result = new Bench(root).run("snyth");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("RNK-CLI-001").contains("did you mean 'runi synth'?");
    }

    @Test
    void helpIsAlsoACommand() throws IOException {
        Bench bench = new Bench(root);
        assertThat(bench.run("help", "synth").out()).isEqualTo(bench.run("synth", "--help").out());
        assertThat(bench.run("help").out()).isEqualTo(bench.run("--help").out());
        assertThat(bench.run("help").out()).contains("server", "shell").doesNotContain("secrets");
    }

    @Test
    void saysWrongUsageInJson() throws IOException {
        Bench.Result result = new Bench(root).run("compile", "--json");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).isEmpty();
        assertThat(result.json()).containsOnlyKeys("problems");
        assertThat(result.out())
                .contains("RNK-CLI-002", "\"type\" : \"USER\"", "\"file\" : null", "\"remedy\"");
    }

    @Test
    void takesWordsAfterTwoHyphensAsTheyAre() throws IOException {
        Bench.Result result = new Bench(root).run("herd", "show", "--", "--json");
        assertThat(result.err()).contains("herd '--json' is not registered");
        assertThat(new Bench(root).run("plugin", "install", "@/etc/hostname").status()).isZero();
    }

    @Test
    void saysWhatWrongOptionsAre() throws IOException {
        Bench bench = new Bench(root);
        assertThat(bench.run(with("synth", "--golden", "g", "--rows", "0")).status()).isEqualTo(2);
        assertThat(bench.run(with("synth", "--golden", "g", "--invalid", "101")).status())
                .isEqualTo(2);
        assertThat(bench.run(with("synth", "--golden", "g", "--seed", "x")).err())
                .startsWith("RNK-CLI-002: runi synth: Invalid value for option '--seed'");
        assertThat(bench.run(with("compile", "--out", "x.txt")).err())
                .contains("'x.txt', expected a name ending in .jar or .java");
        assertThat(bench.run(with("run", "--isolation", "steel")).err())
                .contains("'steel' is no level, expected one of none, process, sandbox, full");
        assertThat(bench.run("run").err()).contains("neither '--dag' nor '--scenario'");
        assertThat(bench.run("herd", "init", "No_Name").status()).isEqualTo(2);
        assertThat(bench.run("herd").status()).isEqualTo(2);
    }

    @Test
    void compileWritesNothingWhenRefused() throws IOException {
        Bench bench = new Bench(root);
        bench.compiler.problems =
                List.of(Samples.problem(ExitStatus.BAD_INPUT), Samples.problem(ExitStatus.REFUSED));
        Bench.Result result = bench.run(with("compile", "--out", "dags/new/orders.jar"));
        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err().lines()).hasSize(2);
        assertThat(bench.directory.resolve("dags")).doesNotExist();
        assertThat(bench.barn.commands).isEmpty();
    }

    @Test
    void compileRefusesBeforeItWaitsForTheBarn() throws IOException {
        Bench bench = new Bench(root);
        bench.services.remove(Barn.class, bench.barn);
        bench.compiler.problems = List.of(Samples.problem(ExitStatus.BAD_INPUT));
        assertThat(bench.run(with("compile", "--out", "o.jar")).err()).startsWith("RNK-TEST-001");
        bench.compiler.problems = List.of();
        Bench.Result result = bench.run(with("compile", "--out", "o.jar"));
        assertThat(result.err()).startsWith("RNK-CLI-004: service 'Barn' did not appear");
        assertThat(result.status()).isEqualTo(5);
        assertThat(bench.directory.resolve("o.jar")).doesNotExist();
        assertThat(bench.directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void compileRecordsContractsAndDag() throws IOException {
        Bench bench = new Bench(root);
        bench.run("herd", "init", "demo");
        Bench.Result result = bench.run(with("compile", "--out", "dags/orders.jar"));
        assertThat(result.status()).isZero();
        assertThat(bench.directory.resolve("dags/orders.jar")).hasContent("the jar");
        String hash = ContractHash.of(Samples.contract());
        assertThat(hash).matches("sha256:[0-9a-f]{64}");
        assertThat(bench.barn.commands)
                .endsWith(new BarnCommand.PutDag("demo", "orders", Samples.DIGEST));
        assertThat(bench.barn.commands)
                .filteredOn(BarnCommand.PutContract.class::isInstance)
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("recorded")
                .isEqualTo(
                        new BarnCommand.PutContract("demo", "order", "1.0.0", hash, Instant.EPOCH));
    }

    @Test
    void compileWarnsOfAnUnknownHerdAndStillWrites() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run(with("compile", "--out", "o.jar"));
        assertThat(result.status()).isZero();
        assertThat(result.err()).startsWith("warning RNK-CLI-007: herd 'demo' is not registered");
        assertThat(bench.directory.resolve("o.jar")).exists();
        assertThat(bench.barn.commands).isEmpty();
        bench.compiler.herd = "";
        assertThat(bench.run(with("compile", "--out", "o.jar")).err()).contains("names no herd");
    }

    @Test
    void compileKeepsARecordedContractAsItWas() throws IOException {
        Bench bench = new Bench(root);
        bench.run("herd", "init", "demo");
        bench.barn.contract("demo/order/1.0.0", "sha256:other");
        Bench.Result result = bench.run(with("compile", "--out", "o.jar", "--json"));
        assertThat(result.status()).isZero();
        assertThat(result.err())
                .startsWith("warning RNK-CLI-011: contract 'order' version '1.0.0' was recorded");
        assertThat(result.json()).containsEntry("recorded", true);
        assertThat(bench.directory.resolve("o.jar")).exists();
        assertThat(bench.barn.image().contracts())
                .containsEntry("demo/order/1.0.0", "sha256:other");
    }

    @Test
    void compileWritesReadableSourceWithoutABarn() throws IOException {
        Bench bench = new Bench(root);
        bench.services.remove(Barn.class, bench.barn);
        assertThat(bench.run(with("compile", "--out", "Out.java")).status()).isZero();
        assertThat(bench.directory.resolve("Out.java")).hasContent("class Orders {}\n");
    }

    @Test
    void saysWhatCannotBeWrittenOrRead() throws IOException {
        Bench bench = new Bench(root);
        Files.writeString(bench.directory.resolve("file"), "");
        Bench.Result result = bench.run(with("compile", "--out", "file/o.jar"));
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err()).startsWith("RNK-CLI-006 file/o.jar: cannot write");
        assertThat(bench.run("herd", "apply", "no.herd").err())
                .startsWith("RNK-CLI-005 no.herd: cannot read 'no.herd': there is none");
        Files.write(bench.directory.resolve("bad.herd"), new byte[] {(byte) 0xff});
        assertThat(bench.run("herd", "apply", "bad.herd").err()).contains("is no UTF-8");
    }

    @Test
    void runHandsOnWhatItWasGiven() throws IOException {
        Bench bench = new Bench(root);
        Path sub = Files.createDirectories(bench.directory.resolve("sub"));
        Files.writeString(sub.resolve("o.jar"), "a DAG");
        Bench.Result result =
                bench.at(sub)
                        .run(
                                "run",
                                "--dag",
                                "o.jar",
                                "--input",
                                "raw=json://in.json",
                                "--output",
                                "orders=json:///tmp/o.json",
                                "--output",
                                "dlq=json://d.json",
                                "--isolation",
                                "sandbox");
        assertThat(result.status()).isZero();
        RunRequest request = bench.runs.requests.getFirst();
        assertThat(request.inputs()).containsEntry("raw", "json://" + sub.resolve("in.json"));
        assertThat(request.outputs())
                .containsEntry("orders", "json:///tmp/o.json")
                .containsEntry("dlq", "json://" + sub.resolve("d.json"));
        assertThat(request.isolation()).isEqualTo(IsolationLevel.SANDBOX);
        assertThat(request.best()).isFalse();
        assertThat(request.workspace()).isEqualTo(bench.directory);
    }

    @Test
    void runSaysWhichDatasetsThereAre() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result =
                bench.run(with("run", "--input", "row=json://x", "--output", "orders=nothing"));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "RNK-CLI-010: option '--input' names 'row', expected one of raw; did you"
                                + " mean 'raw'?")
                .contains("RNK-CLI-002: option '--output' is 'orders=nothing'");
        assertThat(bench.runs.requests).isEmpty();
    }

    @Test
    void failedRunEndsWithFiveAndSaysWhy() throws IOException {
        Bench bench = new Bench(root);
        bench.runs.status = "failed";
        assertThat(bench.run(with("run")).status()).isEqualTo(5);
        bench.runs.problems = List.of(Samples.problem(ExitStatus.RUN_FAILED));
        Bench.Result result = bench.run(with("run", "--json"));
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err()).contains("RNK-TEST-001 features/orders.dsl:3:5: step 'Clean'");
        assertThat(result.json()).containsEntry("status", "failed");
        bench.runs.problems = List.of(Samples.problem(ExitStatus.BAD_INPUT));
        assertThat(bench.run(with("run")).status()).isEqualTo(3);
    }

    @Test
    void refusalsKeepTheirExitStatus() throws IOException {
        Bench bench = new Bench(root);
        bench.runs.refusal = Samples.problem(ExitStatus.REFUSED);
        assertThat(bench.run(with("run")).status()).isEqualTo(4);
        Bench.Result json = bench.run(with("run", "--json"));
        assertThat(json.status()).isEqualTo(4);
        assertThat(json.json()).containsOnlyKeys("problems");
        assertThat(json.err()).isEmpty();
    }

    @Test
    void defectsShowNoStackTrace() throws IOException {
        Bench bench = new Bench(root);
        bench.runs.defect = new IllegalStateException("row value 42");
        Bench.Result result = bench.run(with("run"));
        assertThat(result.status()).isEqualTo(70);
        assertThat(result.err())
                .startsWith("RNK-CLI-070: 'IllegalStateException' in a command")
                .doesNotContain("row value 42", "\tat ");
    }

    @Test
    void auditEndsWithOneWhenThereIsAFinding() throws IOException {
        Bench bench = new Bench(root);
        bench.data.findings = List.of(Samples.problem(ExitStatus.FINDINGS));
        Bench.Result result =
                bench.run(with("audit", "--golden", "g", "--junit", "r/a.xml", "--html", "a.html"));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("1 finding:\n  RNK-TEST-001 features/orders.dsl:3:5");
        assertThat(bench.directory.resolve("r/a.xml")).hasContent("<testsuite/>");
        assertThat(bench.directory.resolve("a.html")).hasContent("<html/>");
    }

    @Test
    void showsAnUnknownRunAsBadInput() throws IOException {
        Bench.Result result = new Bench(root).run("runs", "show", "zz");
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).startsWith("RNK-CLI-008: run 'zz'");
    }

    @Test
    void pluginsAreNamedOrFiles() throws IOException {
        Bench bench = new Bench(root);
        assertThat(bench.run("plugin", "install", "key").out())
                .isEqualTo("Installed io.runink.contract.key 1.0.0: checks unique.\n");
        assertThat(bench.plugins.asked).isEqualTo("key");
        bench.run("plugin", "install", "./my.jar");
        assertThat(bench.plugins.asked).isEqualTo(bench.directory.resolve("my.jar").toString());
        assertThat(bench.run("plugin", "remove", "io.runink.connector.file", "--json").json())
                .containsKey("plugin");
        assertThat(bench.run("plugin", "remove", "nothing").status()).isEqualTo(3);
    }

    @Test
    void doctorSaysWhatToDo() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result good = bench.run("doctor");
        assertThat(good.status()).isZero();
        assertThat(good.out())
                .contains("This machine isolates slices at level 'sandbox'.")
                .contains("full: run as root", "cgroup: delegate one");
        assertThat(bench.run("doctor", "--json").json())
                .containsEntry("isolation", "sandbox")
                .containsKeys("levels", "checks");
        bench.machine.walls = false;
        assertThat(bench.run("doctor").status()).isEqualTo(1);
    }

    @Test
    void doctorTriesEachWallAlone() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result good = bench.run("doctor", "--isolation");
        assertThat(good.status()).isZero();
        assertThat(good.out())
                .contains("level 'sandbox'", "Lost without level 'full'")
                .containsPattern("MECHANISM +HERE +NEEDED FOR +HOW TRIED +REMEDY")
                .containsPattern("bwrap +yes: /usr/bin/bwrap +sandbox +looked for it +-")
                .containsPattern(
                        "user of its own +no: the agent's +full .* start the agent as root");
        assertThat(bench.run("doctor", "--isolation", "--json").json())
                .containsEntry("isolation", "sandbox")
                .containsKey("mechanisms");
        bench.machine.walls = false;
        Bench.Result bad = bench.run("doctor", "--isolation");
        assertThat(bad.status()).isEqualTo(1);
        assertThat(bad.out())
                .contains("Lost without level 'sandbox'", "apt-get install bubblewrap");
    }

    @Test
    void colourIsForTerminalsAlone() throws IOException {
        Bench bench = new Bench(root).terminal();
        assertThat(bench.run("nonsense").err()).startsWith("\u001b[31mRNK-CLI-001\u001b[0m");
        assertThat(bench.run("herd", "list").out()).doesNotContain("\u001b");
    }

    @Test
    void explainsWhatSentencesAreBoundTo() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run(with("explain", "--json"));
        assertThat(result.json())
                .containsEntry("bindings", List.of("step 'Check' validates contract 'Order'"));
        assertThat(bench.run(with("explain", "--dag", "x.jar")).status()).isEqualTo(2);
        assertThat(bench.run("explain").status()).isEqualTo(2);
    }

    @Test
    void errorsOfTheMachineAreDefectsToo() throws IOException {
        Bench bench = new Bench(root);
        bench.services.add(
                Barn.class,
                this,
                () -> {
                    throw new NoClassDefFoundError("x");
                });
        Bench.Result result = bench.run("herd", "list", "--json");
        assertThat(result.status()).isEqualTo(70);
        assertThat(result.json()).containsOnlyKeys("problems");
        assertThat(result.out()).contains("RNK-CLI-070");
    }

    private static String[] with(String command, String... options) {
        return Stream.of(List.of(command), List.of(WHAT), List.of(options))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    @Test
    void runsTheScenariosOfAFileInOrderUntilOneFails() throws IOException {
        Bench bench = new Bench(root);
        bench.compiler.scenarios = List.of("bronze", "silver");
        Bench.Result both = bench.run(with("run", "--json"));
        assertThat(both.status()).isZero();
        assertThat((List<?>) both.json().get("runs")).hasSize(2);
        assertThat(bench.compiler.requests)
                .extracting(DagCompiler.Request::scenarioName)
                .containsExactly("bronze", "silver");
        bench.runs.status = "failed";
        Bench.Result failed = bench.run(with("run"));
        assertThat(failed.status()).isEqualTo(5);
        assertThat(failed.out()).containsOnlyOnce("failed after").contains("was not run.");
        assertThat(bench.run(with("run", "--input", "raw=json://x.json")).err())
                .contains("choose it with --name");
        assertThat(bench.run(with("run", "--name", "silver", "--json")).json())
                .containsKey("status");
    }
}
