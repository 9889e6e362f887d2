package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runink.posix.Posix;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents that are killed, and agents that are nobody. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AgentTest {

    private static final String NOBODY = "65534";
    private static final int LINES_MAX = 40;

    @TempDir private Path folder;

    @Test
    void killedAgentTakesItsSlicesAlong() throws Exception {
        Process agent = new ProcessBuilder(java()).start();
        List<String> lines = linesUntilUp(agent);
        List<ProcessHandle> slices =
                lines.stream()
                        .filter(it -> it.matches("(full|sandbox|process) \\d+ .*"))
                        .map(it -> Long.parseLong(it.split(" ", -1)[1]))
                        .map(ProcessHandle::of)
                        .flatMap(Optional::stream)
                        .toList();
        assertThat(slices).as("%s", lines).isNotEmpty();

        agent.destroyForcibly().waitFor();

        for (ProcessHandle slice : slices) {
            slice.onExit().get(20, TimeUnit.SECONDS);
            assertThat(slice.isAlive()).isFalse();
        }
        Machine.here().cgroups().ifPresent(it -> nextAgentSweeps(it, agent.pid()));
    }

    private static void nextAgentSweeps(CgroupTree tree, long agent) {
        LeafOwner owner = new LeafOwner(LeafOwner.self().namespace(), agent);
        List<Path> leaves =
                Stream.concat(
                                Stream.of(tree.memory(), tree.pids(), tree.cpu()),
                                tree.unified().stream())
                        .map(it -> it.resolve(owner.leaf("agent-" + agent + "-full")))
                        .toList();
        tree.sweep();
        assertThat(leaves).allSatisfy(it -> assertThat(it).doesNotExist());
    }

    @Test
    void ordinaryUserGetsASandboxAndIsToldWhyNotMore() throws Exception {
        assumeTrue(Posix.uid() == 0, "only root can become an ordinary user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/setpriv",
                                "--reuid",
                                NOBODY,
                                "--regid",
                                NOBODY,
                                "--clear-groups"));
        command.addAll(java());
        Process agent = new ProcessBuilder(command).redirectErrorStream(true).start();

        List<String> lines = linesUntilUp(agent);
        agent.getOutputStream().close();
        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(lines)
                .anyMatch(it ->
                        it.startsWith("full refused RNK-ISOLATION-001")
                                && it.contains("not root")
                                && it.contains("'sandbox'"));
        Optional<String> sandbox =
                lines.stream().filter(it -> it.startsWith("sandbox")).findFirst();
        assumeTrue(
                sandbox.filter(it -> !it.contains("refused")).isPresent(),
                () -> "no sandbox for users here: " + sandbox);
        assertThat(sandbox.orElse("").replaceAll("\\s+", " "))
                .contains(" 65534 65534 CapEff: 0000000000000000 NoNewPrivs: 1 Seccomp: 2")
                .contains(" 65534 65534 1");
        assertThat(lines).anyMatch(it -> it.matches("process \\d+ 65534 .*"));
    }

    private List<String> linesUntilUp(Process agent) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader output = agent.inputReader();
        for (int i = 0; i < LINES_MAX; i++) {
            String line = output.readLine();
            if (line == null || line.equals("up")) {
                break;
            }
            lines.add(line);
        }
        return lines;
    }

    private List<String> java() throws IOException {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                CodePlace.ofTests(folder),
                AgentProgram.class.getName(),
                folder.toString());
    }
}
