package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runink.posix.Posix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The escape tests again, by an agent of a user who is nobody, with a home of its own. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OrdinaryUserTest {

    /** In no file of users, and not of those that slices get. */
    private static final int USER = 64_123;

    @TempDir private Path folder;

    @Test
    void whatNeedsNeitherCgroupNorUserIsStoppedAllTheSame() throws Exception {
        assumeTrue(Posix.uid() == 0, "whoever is not root has run them as an ordinary user");
        String code = CodePlace.ofTests(folder);
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.setAttribute(folder, "unix:mode", 040755);
        Files.setAttribute(home, "unix:uid", USER);
        Files.setAttribute(home, "unix:gid", USER);

        Process tests = new ProcessBuilder(command(code, home)).redirectErrorStream(true).start();
        List<String> lines = tests.inputReader().lines().toList();

        List<String> others = lines.stream().filter(it -> !it.startsWith("passed")).toList();
        assertThat(tests.waitFor()).as(String.join("\n", others)).isZero();
        assumeTrue(
                others.stream().noneMatch(it -> it.contains("level=SANDBOX")),
                () -> "no sandbox for users here: " + others);
        assertThat(lines)
                .filteredOn(it -> it.startsWith("skipped"))
                .as("tests of level full alone are skipped")
                .allMatch(it -> it.contains("level=FULL") || it.contains("only root"));
        // Each of them has one row or more at level sandbox.
        for (Class<?> suite : List.of(EscapeTest.class, CallsTest.class, ForeignTest.class)) {
            assertThat(
                            lines.stream()
                                    .filter(it -> it.startsWith("passed " + suite.getSimpleName())))
                    .as(suite.getSimpleName())
                    .hasSizeGreaterThanOrEqualTo(4);
        }
        assertThat(lines).contains("tests ended, failed 0");
    }

    private static List<String> command(String code, Path home) {
        String user = Integer.toString(USER);
        return Stream.concat(
                        Stream.of(
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
                                TestRun.class.getName()),
                        Stream.of(
                                        EscapeTest.class,
                                        CallsTest.class,
                                        ForeignTest.class,
                                        ChannelTest.class,
                                        SliceLauncherTest.class,
                                        AgentTest.class)
                                .map(Class::getName))
                .toList();
    }
}
