package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Limits with cgroups of version 2, in an emulated machine that has these: some minutes, with
 * {@code mvn -Pcgroup2-vm -pl isolation-bundle -am verify}.
 */
@EnabledIfSystemProperty(
        named = "runink.cgroup2.vm",
        matches = "true",
        disabledReason = "only in profile cgroup2-vm")
final class VmTest {

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void limitsHoldWithVersionTwo() throws Exception {
        Path module = Path.of("").toAbsolutePath();
        Path output = Files.createDirectories(module.resolve("target")).resolve("vm.log");
        Process vm =
                new ProcessBuilder(command(module))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(new java.io.File("/dev/null"))
                        .start();
        int status = vm.waitFor();

        List<String> lines = lines(output);
        assertThat(status).as(String.join("\n", lines)).isZero();
        assertThat(lines)
                .noneMatch(it -> it.startsWith("skipped") || it.startsWith("FAILED"))
                .anyMatch(it -> it.startsWith("passed LimitsTest") && it.contains("moreMemory"))
                .anyMatch(it -> it.startsWith("passed LimitsTest") && it.contains("killEnds"))
                .contains("tests ended, failed 0");
        assertThat(lines.stream().filter(it -> it.startsWith("passed")))
                .hasSizeGreaterThanOrEqualTo(7);
    }

    private static List<String> command(Path module) {
        return List.of(
                module.resolve("src/test/vm/in-vm").toString(),
                module.resolve("target/vm").toString(),
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-Drunink.cgroups=V2",
                "-Drunink.test.seconds=300",
                "-cp",
                CodePlace.ofTests(),
                TestRun.class.getName(),
                MechanismsTest.class.getName(),
                LimitsTest.class.getName());
    }

    /** Of a serial line: the emulator's own words carry colours and returns. */
    private static List<String> lines(Path output) throws IOException {
        return Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("\r", "")
                .lines()
                .toList();
    }
}
