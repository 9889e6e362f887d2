package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport;
import io.runink.api.slice.Claim;
import io.runink.api.slice.Endpoint;
import io.runink.api.slice.SliceMessage;
import io.runink.json.Json;
import io.runink.posix.Posix;
import io.runink.posix.Received;
import io.runink.spi.isolation.ControlChannel;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A slice played by a thread: it writes one line to each output it is given, or dies as told. */
final class ScriptedSlice implements SliceProcess {

    /** What it does with its claim. */
    enum Script {
        WORK,
        /** Works, and says that a rule was broken. */
        WARN,
        /** Works, and says that a person must look. */
        HOLD,
        /** Does nothing until it is ended. */
        HANG,
        /** Sends a line through its command, and writes what comes back. */
        FILTER,
        /** Sees its command go away, and says so. */
        SEE_COMMAND_END,
        DIE_BY_KILL,
        /** Leaves without a word. */
        LEAVE,
        RUN_OUT_OF_MEMORY,
        /** Wants more threads than it may have, which its JVM calls memory. */
        RUN_OUT_OF_THREADS,
        /** Sends its agent what is no message, and goes on. */
        SAY_GARBAGE,
        /** Sends its agent more than a message may have, and goes on. */
        SAY_TOO_MUCH,
        SEE_BROKEN_EDGE,
        /** Goes away while it waits, and nobody has seen it end. */
        GONE
    }

    private final SeqPacketChannel.Pair pair = SeqPacketChannel.pair();
    private final CompletableFuture<SliceExit> exit = new CompletableFuture<>();
    private final Script script;
    private String came = "";

    ScriptedSlice(Script script) {
        this.script = script;
        Thread.ofPlatform().daemon().start(this::play);
    }

    private void play() {
        say(new SliceMessage.Parked());
        if (script == Script.GONE) {
            Posix.close(pair.descriptor());
            return;
        }
        Optional<Received> claimed =
                Posix.receive(pair.descriptor(), ControlChannel.MESSAGE_BYTES_MAX);
        if (claimed.isEmpty()) {
            exit.complete(new SliceExit(0, 9, false, 0));
            return;
        }
        Claim claim;
        try {
            claim = Json.read(claimed.get().message(), Claim.class);
        } catch (IllegalArgumentException e) {
            // Told to stop before it had any work.
            exit.complete(new SliceExit(1, 0, false, 0));
            return;
        }
        List<Integer> descriptors = claimed.get().descriptors();
        switch (script) {
            case DIE_BY_KILL -> exit.complete(new SliceExit(137, 0, false, 0));
            case LEAVE -> exit.complete(new SliceExit(1, 0, false, 0));
            case RUN_OUT_OF_MEMORY -> exit.complete(new SliceExit(137, 0, true, 7));
            case RUN_OUT_OF_THREADS -> exit.complete(new SliceExit(3, 0, false, 7, 0, 5));
            case SAY_GARBAGE -> {
                Posix.send(pair.descriptor(), new byte[] {'{', 0, -1}, List.of(), 1000);
                exit.join();
            }
            case SAY_TOO_MUCH -> {
                byte[] much = new byte[ControlChannel.MESSAGE_BYTES_MAX + 1];
                Posix.send(pair.descriptor(), much, List.of(), 1000);
                exit.join();
            }
            case SEE_BROKEN_EDGE -> {
                say(new SliceMessage.Failed("x", List.of(problem("RNK-EXCHANGE-001"))));
                exit.complete(new SliceExit(1, 0, false, 0));
            }
            case HANG, GONE -> exit.join();
            case SEE_COMMAND_END -> {
                filter(claim, descriptors);
                say(new SliceMessage.Failed("sink", List.of(problem("RNK-SLICE-026"))));
                exit.complete(new SliceExit(1, 0, false, 0));
            }
            case FILTER -> {
                filter(claim, descriptors);
                work(claim, descriptors);
            }
            case WORK, WARN, HOLD -> work(claim, descriptors);
        }
        descriptors.forEach(Posix::close);
    }

    private void work(Claim claim, List<Integer> descriptors) {
        List<SliceMessage.Written> written = new ArrayList<>();
        for (int i = 0; i < claim.endpoints().size(); i++) {
            Endpoint endpoint = claim.endpoints().get(i);
            if (endpoint.role() == Endpoint.Role.OUTPUT) {
                byte[] line = (endpoint.to() + came + "\n").getBytes(StandardCharsets.UTF_8);
                try {
                    // Closed with the descriptors below.
                    new FileOutputStream(Posix.adopt(descriptors.get(i))).write(line);
                } catch (IOException e) {
                    exit.complete(new SliceExit(1, 0, false, 0));
                    return;
                }
                written.add(new SliceMessage.Written(endpoint.to(), 1, line.length, sha256(line)));
            }
        }
        List<SliceMessage.Figures> figures =
                claim.slice().nodes().stream()
                        .map(node -> new SliceMessage.Figures(node, 1, 1, 0, 0, 1, 2, 3))
                        .toList();
        List<Problem> found = List.of(problem("RNK-TEST-001"));
        boolean broken = script == Script.WARN || script == Script.HOLD;
        say(
                new SliceMessage.Prepared(
                        figures,
                        written,
                        new TreeMap<>(),
                        broken
                                ? List.of(new RunReport.RuleFigures("sink", "c.count", "warn", 1))
                                : List.of(),
                        script == Script.HOLD ? found : List.of(),
                        script == Script.WARN ? found : List.of()));
        boolean told =
                Posix.receive(pair.descriptor(), ControlChannel.MESSAGE_BYTES_MAX).isPresent();
        exit.complete(new SliceExit(told ? 0 : 1, 0, false, 42));
    }

    private void filter(Claim claim, List<Integer> descriptors) {
        int in = descriptors.get(place(claim, Endpoint.Role.COMMAND_IN));
        int out = descriptors.get(place(claim, Endpoint.Role.COMMAND_OUT));
        try {
            // Closed with the descriptors; shut down, so that the command sees the end.
            new FileOutputStream(Posix.adopt(in)).write("rows\n".getBytes(StandardCharsets.UTF_8));
            Posix.shutdown(in);
            byte[] answer = new FileInputStream(Posix.adopt(out)).readAllBytes();
            came = " " + new String(answer, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            came = " broken";
        }
    }

    private static int place(Claim claim, Endpoint.Role role) {
        for (int i = 0; i < claim.endpoints().size(); i++) {
            Endpoint endpoint = claim.endpoints().get(i);
            if (endpoint.role() == role) {
                assertThat(endpoint.from()).isEqualTo(claim.slice().nodes().getFirst());
                assertThat(endpoint.to()).isEqualTo(endpoint.from());
                return i;
            }
        }
        throw new AssertionError("no " + role);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Problem problem(String code) {
        return new Problem(
                code,
                ErrorType.EXTERNAL,
                ExitStatus.RUN_FAILED,
                null,
                "something was found",
                "look at it");
    }

    private void say(SliceMessage message) {
        Posix.send(pair.descriptor(), Json.bytes(message), List.of(), 1_000);
    }

    @Override
    public long pid() {
        return 4711;
    }

    @Override
    public long uid() {
        return 4712;
    }

    @Override
    public ControlChannel control() {
        return pair.agent();
    }

    @Override
    public CompletableFuture<SliceExit> exit() {
        return exit;
    }

    @Override
    public void kill() {
        exit.complete(new SliceExit(0, 9, false, 0));
    }

    @Override
    public void close() {
        kill();
        pair.agent().close();
    }
}
