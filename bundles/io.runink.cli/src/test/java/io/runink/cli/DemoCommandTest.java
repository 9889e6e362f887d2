package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.BarnCommand;
import io.runink.api.error.ExitStatus;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.run.RunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {

    @TempDir Path root;

    @Test
    void showsTheFiveCommandsAndWhatCameOfThem() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run("demo");
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .containsSubsequence(
                        "$ runi herd init demo",
                        "$ runi compile --scenario features/orders.dsl --contract"
                                + " contracts/Orders.java --out dags/orders_dag.jar",
                        "$ runi synth --scenario features/orders.dsl --contract"
                                + " contracts/Orders.java --golden golden/orders.json",
                        "$ runi audit",
                        "$ runi run --dag dags/orders_dag.jar --isolation sandbox",
                        "id.required",
                        "Output 'orders', its first lines:\n  {\"id\":\"1\"}",
                        "Dead-letter queue, its first lines:\n  {\"line\":7}",
                        "Isolation 'sandbox': user namespaces work",
                        "not 'full': no cgroup is delegated; run as root",
                        "runi runs show 01run");
        assertThat(bench.directory.resolve("runink-demo/dags/orders_dag.jar")).exists();
        assertThat(bench.data.synths.getFirst().golden())
                .isEqualTo(bench.directory.resolve("runink-demo/golden/orders.json"));
    }

    @Test
    void takesTheBestLevelForItsOwnHerdAlone() throws IOException {
        Bench bench = new Bench(root);
        bench.run("demo");
        RunRequest request = bench.runs.requests.getFirst();
        assertThat(request.best()).isTrue();
        assertThat(request.workspace()).isEqualTo(bench.directory.resolve("runink-demo"));
        assertThat(bench.barn.commands.get(1))
                .isInstanceOfSatisfying(
                        BarnCommand.PutHerd.class,
                        put -> {
                            assertThat(put.herd().name()).isEqualTo("demo");
                            assertThat(put.herd().isolation()).isEqualTo(IsolationLevel.SANDBOX);
                        });
    }

    @Test
    void answersInOneDocument() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run("demo", "--json");
        assertThat(result.json()).containsOnlyKeys("folder", "commands", "millis", "run");
        assertThat(result.err()).contains("$ runi herd init demo", "Isolation 'sandbox'");
    }

    @Test
    void stopsWhereACommandFails() throws IOException {
        Bench bench = new Bench(root);
        bench.compiler.problems = List.of(Samples.problem(ExitStatus.BAD_INPUT));
        Bench.Result result = bench.run("demo");
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).startsWith("RNK-TEST-001");
        assertThat(result.out()).doesNotContain("$ runi synth");
        bench.compiler.problems = List.of();
        bench.runs.refusal = Samples.problem(ExitStatus.REFUSED);
        assertThat(bench.run("demo").status()).isEqualTo(4);
    }

    @Test
    void worksInAFolderThatIsNamed() throws IOException {
        Bench bench = new Bench(root);
        assertThat(bench.run("demo", "--dir", "../there").status()).isZero();
        assertThat(root.resolve("there/herd/demo.herd")).exists();
        assertThat(bench.directory.resolve("runink-demo")).doesNotExist();
    }
}
