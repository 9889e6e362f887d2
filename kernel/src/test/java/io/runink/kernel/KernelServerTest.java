package io.runink.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class KernelServerTest {

    @TempDir Path folder;

    private Home home;
    private @Nullable KernelServer server;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeHome() {
        home = new Home(folder.resolve(".runink"));
        home.create();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private void serve(KernelServer.Executor executor) {
        server = new KernelServer(home, executor, () -> "{\"running\":true}");
    }

    private OptionalInt execute(Request.Kind kind, String input, String... arguments) {
        Console console =
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        true);
        Request request = new Request(kind, List.of(arguments), folder, false, true);
        return new KernelClient(home).execute(request, console);
    }

    private static PrintStream stream(Map<String, Object> call, String key) {
        return (PrintStream) Objects.requireNonNull(call.get(key));
    }

    @Test
    void executesACommandAndStreamsWhatItSays() {
        serve((door, call) -> {
            stream(call, Doors.OUTPUT)
                    .print(door + call.get(Doors.ARGUMENTS) + call.get(Doors.DIRECTORY));
            stream(call, Doors.ERROR).println("é" + call.get(Doors.TERMINAL));
            return 3;
        });

        assertThat(execute(Request.Kind.COMMAND, "", "a", "b c")).hasValue(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("command[a, b c]" + folder);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("étrue\n");
    }

    @Test
    void passesStandardInputToAShell() {
        serve((door, call) -> {
            try {
                byte[] read =
                        ((InputStream) Objects.requireNonNull(call.get(Doors.INPUT)))
                                .readAllBytes();
                stream(call, Doors.OUTPUT).write(read);
                return 0;
            } catch (IOException e) {
                return 1;
            }
        });

        assertThat(execute(Request.Kind.SHELL, "lb\nexit\n")).hasValue(0);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("lb\nexit\n");
    }

    @Test
    void saysADefectInASentenceAndKeepsItsTrace() throws IOException {
        serve((door, call) -> {
            throw new IllegalStateException("boom");
        });

        assertThat(execute(Request.Kind.COMMAND, "")).hasValue(70);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("RNK-KERNEL-001: a defect of Runink (IllegalStateException)")
                .doesNotContain("\tat ");
        try (var logs = Files.list(home.logs())) {
            assertThat(logs.map(it -> it.getFileName().toString()))
                    .anyMatch(it -> it.startsWith("crash-"));
        }
    }

    @Test
    void interruptsACommandWhoseClientWent() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        serve((door, call) -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return 0;
        });
        SocketChannel channel = Objects.requireNonNull(KernelSocket.connect(home));
        try (Wire wire = new Wire(channel)) {
            Request request = new Request(Request.Kind.COMMAND, List.of(), folder, false, false);
            wire.send(Wire.Kind.REQUEST, request.encode());
            started.await();
        }

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesACommandBeyondThoseItServes() throws Exception {
        CountDownLatch started = new CountDownLatch(KernelServer.CONNECTIONS_MAX);
        CountDownLatch end = new CountDownLatch(1);
        serve((door, call) -> {
            started.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
        List<Wire> clients = new ArrayList<>();
        try {
            Request request = new Request(Request.Kind.COMMAND, List.of(), folder, false, false);
            for (int i = 0; i < KernelServer.CONNECTIONS_MAX; i++) {
                Wire client = new Wire(Objects.requireNonNull(KernelSocket.connect(home)));
                clients.add(client);
                client.send(Wire.Kind.REQUEST, request.encode());
            }
            started.await();
            assertThat(execute(Request.Kind.COMMAND, "").getAsInt()).isNotZero();
            assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("RNK-KERNEL-011: ");
        } finally {
            end.countDown();
            clients.forEach(Wire::close);
        }
    }

    @Test
    void tellsItsStatusAndStopsWhenAsked() throws InterruptedException {
        serve((door, call) -> 0);
        KernelClient client = new KernelClient(home);

        assertThat(client.status()).isEqualTo("{\"running\":true}");
        assertThat(client.stop()).isTrue();
        KernelServer stopped = Objects.requireNonNull(server);
        stopped.await();
        stopped.close();
        assertThat(client.answers()).isFalse();
        assertThat(execute(Request.Kind.COMMAND, "")).isEmpty();
    }

    @Test
    void takesTheSocketOfAProcessThatDied() throws IOException {
        Files.createFile(home.socket());
        assertThat(new KernelClient(home).answers()).isFalse();

        serve((door, call) -> 0);

        assertThat(new KernelClient(home).answers()).isTrue();
        assertThat(Files.getPosixFilePermissions(home.socket()).toString())
                .doesNotContain("GROUP")
                .doesNotContain("OTHERS");
    }

    @Test
    void refusesASocketPathThatIsTooLong() throws IOException {
        home = new Home(Files.createDirectory(folder.resolve("x".repeat(110))).resolve("h"));
        home.create();

        assertThatThrownBy(() -> serve((door, call) -> 0))
                .hasMessageStartingWith("RNK-KERNEL-004: socket path '");
    }

    @Test
    void saysThatItWasLostWhenItEndsInTheMiddle() throws Exception {
        try (var listening = KernelSocket.listen(home)) {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try (Wire wire = new Wire(listening.accept())) {
                            wire.receive();
                            wire.send(Wire.Kind.TAKEN, new byte[0]);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });

            assertThatThrownBy(() -> execute(Request.Kind.COMMAND, ""))
                    .hasMessageStartingWith("RNK-KERNEL-010: the server ended before");
        }
    }
}
