package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import io.runink.spi.isolation.LaunchSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernel answers to every system call, asked by a JVM behind walls. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CallsTest {

    /** SIGSYS. */
    private static final int BAD_CALL = 31;

    @TempDir private Path folder;
    private Walls walls = new Walls(Path.of("unset"));

    @BeforeEach
    void raise() {
        walls = new Walls(folder);
    }

    @AfterEach
    void lower() {
        walls.close();
    }

    @ParameterizedTest
    @CsvSource({"FULL, slice", "SANDBOX, slice", "FULL, command", "SANDBOX, command"})
    void callsThatAreNotListedAreRefused(IsolationLevel level, String who) throws IOException {
        walls.need(level);
        Map<String, String> answers = answers(level, who);

        Processor processor = Processor.named(System.getProperty("os.arch", "")).orElseThrow();
        String clone3 = Integer.toString(processor.clone3());
        answers.forEach((name, answer) -> {
            if (name.matches("\\d+")) {
                boolean unknown = name.equals(clone3) || Integer.parseInt(name) > 469;
                assertThat(answer).as("call %s", name).isEqualTo(unknown ? "-38" : "-1");
            }
        });
        for (HostileCall call : HostileCall.all()) {
            call.on(processor)
                    .ifPresent(it ->
                            assertThat(answers)
                                    .as(call.name())
                                    .containsEntry(Integer.toString(it), "-1"));
        }
        assertThat(answers)
                .hasSizeGreaterThan(300)
                .containsEntry("clone-10000000", "-1")
                .containsEntry("clone-20000000", "-1")
                .containsEntry("clone-40000000", "-1")
                .containsEntry("clone-20000", "-1")
                .containsEntry("socket-1", "done")
                .containsEntry("socket-2", "done")
                .containsEntry("socket-10", "done")
                .containsEntry("socket-15", "-97")
                .containsEntry("socket-16", "-97")
                .containsEntry("socket-17", "-97")
                .containsEntry("socket-38", "-97")
                .containsEntry("socket-40", "-97")
                .containsEntry("type-into-terminal", "-1")
                .containsEntry("loopback", "ConnectException");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void aJvmCanWork(IsolationLevel level) {
        walls.need(level);

        assertThat(output(spec(level, JvmAtWork.class))).isEqualTo("end\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void aCallOfAnotherConventionEndsTheProcess(IsolationLevel level) {
        walls.need(level);
        assumeTrue(System.getProperty("os.arch", "").equals("amd64"), "x32 is of x86-64");

        Walls.Ran ran = walls.run(spec(level, EscapeProbe.class, "x32"));

        assertThat(ran.exit().signal()).as(ran.output()).isEqualTo(BAD_CALL);
        assertThat(ran.output()).doesNotContain("x32 ");
    }

    /** One as a compiler for i386 would have made it: {@code int $0x80} on x86-64. */
    @Test
    void aProgramOfThirtyTwoBitsEndsAtItsFirstCall() throws IOException {
        walls.need(IsolationLevel.SANDBOX);
        assumeTrue(System.getProperty("os.arch", "").equals("amd64"), "i386 is of x86-64");
        Path program = Files.write(folder.resolve("i386"), ThirtyTwoBits.exits(7));
        Files.setPosixFilePermissions(
                program, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        Process outside = new ProcessBuilder(program.toString()).start();
        try {
            assumeTrue(outside.waitFor() == 7, "this kernel runs no programs of 32 bits");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        LaunchSpec spec =
                walls.spec(
                        IsolationLevel.SANDBOX,
                        List.of(new LaunchSpec.Bind(program, "/runink/i386")),
                        List.of("/runink/i386"));

        assertThat(walls.run(spec).exit().signal()).isEqualTo(BAD_CALL);
    }

    private Map<String, String> answers(IsolationLevel level, String who) throws IOException {
        try (ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LaunchSpec spec =
                    spec(level, EscapeProbe.class, who, Integer.toString(host.getLocalPort()));
            String output = who.equals("slice") ? output(spec) : outputOfCommand(spec);
            return output.lines()
                    .map(it -> it.split(" ", 2))
                    .filter(it -> it.length == 2)
                    .collect(Collectors.toMap(it -> it[0], it -> it[1], (a, _) -> a));
        }
    }

    private String output(LaunchSpec spec) {
        Walls.Ran ran = walls.run(spec);
        assertThat(ran.exit().status()).as(ran.output()).isZero();
        return ran.output();
    }

    private String outputOfCommand(LaunchSpec plain) throws IOException {
        Path file = folder.resolve("output");
        int input = Posix.open(Path.of("/dev/null"), OpenMode.READ);
        int output = Posix.open(file, OpenMode.APPEND);
        try {
            LaunchSpec.Foreign foreign =
                    new LaunchSpec.Foreign(input, output, output, folder, List.of());
            LaunchSpec spec =
                    new LaunchSpec(
                            plain.name(),
                            plain.level(),
                            // Without a cgroup all that it reserves counts.
                            new Resources(8L << 30, 1000, 64),
                            plain.binds(),
                            plain.command(),
                            plain.log(),
                            foreign);
            Walls.Ran ran = walls.run(spec);
            String said = Files.readString(file);
            assertThat(ran.exit().status()).as(said).isZero();
            return said;
        } finally {
            Posix.close(input);
            Posix.close(output);
        }
    }

    private LaunchSpec spec(IsolationLevel level, Class<?> program, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "/runink/jdk/bin/java",
                                "-Xmx40m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                "/runink/main:/runink/test",
                                program.getName()));
        command.addAll(Arrays.asList(arguments));
        return walls.spec(
                level,
                List.of(
                        new LaunchSpec.Bind(
                                Path.of(System.getProperty("java.home")), "/runink/jdk"),
                        new LaunchSpec.Bind(CodePlace.of(AllowedCall.class), "/runink/main"),
                        new LaunchSpec.Bind(CodePlace.of(EscapeProbe.class), "/runink/test")),
                command);
    }
}
