package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The escape tests again, by an agent of a user who is nobody, with a home of its own. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OrdinaryUserTest {

    private static final long RUN_SECONDS = 220;

    /** In no file of users, and not of those that slices get. */
    private static final int USER = 64_123;

    @TempDir private Path folder;

    private final Machine real = Machine.here();

    @Test
    void whatNeedsNeitherCgroupNorUserIsStoppedAllTheSame() throws Exception {
        assumeTrue(real.uid() == 0, "whoever is not root has run them as an ordinary user");
        List<Class<?>> suites =
                List.of(
                        EscapeTest.class,
                        CallsTest.class,
                        ForeignTest.class,
                        ChannelTest.class,
                        SliceLauncherTest.class,
                        AgentTest.class);
        List<String> lines = run(List.of(), suites);

        assertThat(lines)
                .filteredOn(it -> it.startsWith("skipped"))
                .as("tests of level full alone are skipped")
                .allMatch(it -> it.contains("level=FULL") || it.contains("only root"));
        // Each of them has one row or more at level sandbox.
        for (Class<?> suite : suites.subList(0, 4)) {
            assertThat(
                            lines.stream()
                                    .filter(it -> it.startsWith("passed " + suite.getSimpleName())))
                    .as(suite.getSimpleName())
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void cgroupsThatAUserWasGivenLimitItsSlices() throws Exception {
        assumeTrue(real.uid() == 0 && real.cgroups().isPresent(), "only root gives cgroups away");
        CgroupLeaf given = given(real.cgroups().orElseThrow());
        try {
            List<String> lines =
                    run(
                            new CommandChain(real.tools(), Long.MAX_VALUE).joining(given),
                            List.of(LimitsTest.class));

            assertThat(lines).noneMatch(it -> it.startsWith("skipped"));
            assertThat(lines.stream().filter(it -> it.startsWith("passed LimitsTest")))
                    .hasSizeGreaterThanOrEqualTo(7);
        } finally {
            given.remove();
        }
    }

    /** As an administrator would delegate them: the folders, and who is in them, are the user's. */
    private static CgroupLeaf given(CgroupTree tree) throws IOException {
        if (tree.mode() == CgroupTree.Mode.V2) {
            CgroupDelegation.enable(tree.memory(), List.of("cpu", "memory", "pids"));
        }
        List<Path> folders =
                Stream.concat(
                                Stream.of(tree.memory(), tree.pids(), tree.cpu()),
                                tree.unified().stream())
                        .distinct()
                        .map(it -> it.resolve("given-" + ProcessHandle.current().pid()))
                        .toList();
        for (Path folder : folders) {
            Files.createDirectory(folder);
            for (String file : List.of(".", "cgroup.procs", "cgroup.subtree_control")) {
                Path path = folder.resolve(file).normalize();
                if (Files.exists(path)) {
                    Files.setAttribute(path, "unix:uid", USER);
                }
            }
        }
        return new CgroupLeaf(
                folders, folders.getFirst(), tree.unified().map(_ -> folders.getLast()));
    }

    private List<String> run(List<String> before, List<Class<?>> suites) throws Exception {
        String code = CodePlace.ofTests(folder);
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.setAttribute(folder, "unix:mode", 040755);
        Files.setAttribute(home, "unix:uid", USER);
        Files.setAttribute(home, "unix:gid", USER);
        List<String> command = new ArrayList<>(before);
        command.addAll(command(code, home));
        suites.forEach(it -> command.add(it.getName()));

        // A file, not a pipe: whoever else still holds its end would keep the reader waiting.
        Path output = folder.resolve("tests.txt");
        Process tests =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = tests.waitFor(RUN_SECONDS, TimeUnit.SECONDS);
        tests.destroyForcibly();
        List<String> lines = Files.readAllLines(output);

        List<String> others = lines.stream().filter(it -> !it.startsWith("passed")).toList();
        assertThat(ended).as("ended in time; so far:\n" + String.join("\n", lines)).isTrue();
        assertThat(tests.waitFor()).as(String.join("\n", others)).isZero();
        assumeTrue(
                others.stream().noneMatch(it -> it.contains("level=SANDBOX")),
                () -> "no sandbox for users here: " + others);
        assertThat(lines).contains("tests ended, failed 0");
        return lines;
    }

    private static List<String> command(String code, Path home) {
        String user = Integer.toString(USER);
        return List.of(
                "/usr/bin/env",
                "-i",
                "HOME=" + home,
                "PATH=/usr/bin:/bin",
                "/usr/bin/setpriv",
                "--reuid",
                user,
                "--regid",
                user,
                "--clear-groups",
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + home,
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-cp",
                code,
                TestRun.class.getName());
    }
}
