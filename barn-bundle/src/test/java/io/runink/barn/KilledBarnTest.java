package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.BarnImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that submits, again and again on one home, and looks for what it was promised.
 */
final class KilledBarnTest {

    private static final int KILLS = 4;

    /** Submits runs until it is killed, and prints each that was acknowledged. */
    static final class Submitter {
        private Submitter() {}

        public static void main(String[] arguments) {
            RaftBarn barn = RaftBarn.open(Path.of(arguments[0]));
            barn.submit(Samples.herd("farm"));
            // Bounded, so that a test that fails to kill it leaves nothing running.
            for (int i = 0; i < 200_000; i++) {
                String run = arguments[1] + "-" + i;
                barn.submit(Samples.open(run));
                barn.submit(Samples.end(run, io.runink.api.run.RunStatus.FAILED));
                barn.submit(Samples.dag(run));
                System.out.println(run);
                System.out.flush();
            }
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void everyAcknowledgedCommandOutlivesTheProcess(@TempDir Path home) throws Exception {
        Random random = new Random(20260101);
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(killed(home, "k" + kill, 5 + random.nextInt(120)));
        }

        try (RaftBarn barn = RaftBarn.open(home)) {
            BarnImage image = barn.image();
            assertThat(image.dags().keySet())
                    .containsAll(acknowledged.stream().map(run -> "farm/" + run).toList());
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * 5);
            assertThat(image.assignments()).isEmpty();
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aHalfWrittenLastEntryIsForgottenAndADamagedOneRefused(@TempDir Path home)
            throws Exception {
        List<String> acknowledged = killed(home, "k", 40);
        Path log = openLog(home);
        byte[] bytes = Files.readAllBytes(log);
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }

        // An entry of 3,000 bytes of which a process wrote what fits the page.
        byte[] torn = java.util.Arrays.copyOf(bytes, Math.max(bytes.length, last + 8192));
        torn[last + 1] = (byte) 0xb8;
        torn[last + 2] = (byte) 0x17;
        int page = (last / 512 + 1) * 512;
        for (int i = last + 3; i < page; i++) {
            torn[i] = 7;
        }
        Files.write(log, torn);
        try (RaftBarn barn = RaftBarn.open(home)) {
            assertThat(barn.image().dags().keySet())
                    .containsAll(acknowledged.stream().map(run -> "farm/" + run).toList());
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aFlippedBitInTheLogIsRefusedByName(@TempDir Path home) throws Exception {
        killed(home, "k", 40);
        Path log = openLog(home);
        byte[] bytes = Files.readAllBytes(log);
        bytes[4000] ^= 1;
        Files.write(log, bytes);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> RaftBarn.open(home))
                .hasMessageStartingWith("RNK-BARN-022");
        assertThat(Files.readAllBytes(log)).isEqualTo(bytes);
    }

    private static Path openLog(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("log_inprogress_"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> killed(Path home, String name, int after) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Submitter.class.getName(),
                                home.toString(),
                                name)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader answers =
                new BufferedReader(
                        new java.io.InputStreamReader(
                                process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < after; i++) {
                String run = answers.readLine();
                assertThat(run).as("answer %s", i).isNotNull();
                acknowledged.add(run);
            }
            // SIGKILL, to this process alone, while it goes on submitting.
            process.toHandle().destroyForcibly();
            for (String run = answers.readLine(); run != null; run = answers.readLine()) {
                acknowledged.add(run);
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(137);
        return acknowledged;
    }
}
