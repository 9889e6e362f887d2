package io.runink.agent;

import io.runink.api.slice.Claim;
import io.runink.api.slice.Endpoint;
import io.runink.api.slice.SliceMessage;
import io.runink.json.Json;
import io.runink.posix.Posix;
import io.runink.posix.Received;
import io.runink.spi.isolation.ControlChannel;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A slice played by a thread: it writes one line to each output it is given, or dies as told. */
final class ScriptedSlice implements SliceProcess {

    /** What it does with its claim. */
    enum Script {
        WORK,
        DIE_BY_KILL,
        RUN_OUT_OF_MEMORY,
        SEE_BROKEN_EDGE
    }

    private final SeqPacketChannel.Pair pair = SeqPacketChannel.pair();
    private final CompletableFuture<SliceExit> exit = new CompletableFuture<>();
    private final Script script;

    ScriptedSlice(Script script) {
        this.script = script;
        Thread.ofPlatform().daemon().start(this::play);
    }

    private void play() {
        Optional<Received> claimed =
                Posix.receive(pair.descriptor(), ControlChannel.MESSAGE_BYTES_MAX);
        if (claimed.isEmpty()) {
            exit.complete(new SliceExit(0, 9, false, 0));
            return;
        }
        Claim claim = Json.read(claimed.get().message(), Claim.class);
        List<Integer> descriptors = claimed.get().descriptors();
        switch (script) {
            case DIE_BY_KILL -> exit.complete(new SliceExit(137, 0, false, 0));
            case RUN_OUT_OF_MEMORY -> exit.complete(new SliceExit(137, 0, true, 7));
            case SEE_BROKEN_EDGE -> {
                say(
                        new SliceMessage.Failed(
                                "x",
                                List.of(
                                        new io.runink.api.error.Problem(
                                                "RNK-EXCHANGE-001",
                                                io.runink.api.error.ErrorType.EXTERNAL,
                                                io.runink.api.error.ExitStatus.RUN_FAILED,
                                                null,
                                                "an edge broke",
                                                "look at its other end"))));
                exit.complete(new SliceExit(1, 0, false, 0));
            }
            case WORK -> work(claim, descriptors);
        }
        descriptors.forEach(Posix::close);
    }

    private void work(Claim claim, List<Integer> descriptors) {
        List<SliceMessage.Written> written = new ArrayList<>();
        for (int i = 0; i < claim.endpoints().size(); i++) {
            Endpoint endpoint = claim.endpoints().get(i);
            if (endpoint.role() == Endpoint.Role.OUTPUT) {
                byte[] line = (endpoint.to() + "\n").getBytes(StandardCharsets.UTF_8);
                try {
                    // Closed with the descriptors below.
                    new FileOutputStream(Posix.adopt(descriptors.get(i))).write(line);
                } catch (IOException e) {
                    exit.complete(new SliceExit(1, 0, false, 0));
                    return;
                }
                written.add(new SliceMessage.Written(endpoint.to(), 1, line.length, "00"));
            }
        }
        List<SliceMessage.Figures> figures =
                claim.slice().nodes().stream()
                        .map(node -> new SliceMessage.Figures(node, 1, 1, 0, 0, 1, 2, 3))
                        .toList();
        say(new SliceMessage.Prepared(figures, written, new TreeMap<>()));
        boolean told =
                Posix.receive(pair.descriptor(), ControlChannel.MESSAGE_BYTES_MAX).isPresent();
        exit.complete(new SliceExit(told ? 0 : 1, 0, false, 42));
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
