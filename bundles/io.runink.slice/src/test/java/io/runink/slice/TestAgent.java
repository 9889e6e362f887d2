package io.runink.slice;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.slice.Claim;
import io.runink.api.slice.Endpoint;
import io.runink.api.slice.SliceMessage;
import io.runink.connector.file.CsvConnector;
import io.runink.connector.file.JsonConnector;
import io.runink.contract.key.UniqueChecks;
import io.runink.contract.type.RequiredChecks;
import io.runink.contract.type.TypeChecks;
import io.runink.contract.value.EnumChecks;
import io.runink.contract.value.PatternChecks;
import io.runink.contract.value.RangeChecks;
import io.runink.exchange.ArrowExchange;
import io.runink.json.Json;
import io.runink.posix.Posix;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Plays the agent to slices that run as threads: opens files, connects edges, speaks last. */
final class TestAgent {

    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Dag dag;
    private final byte[] code;
    private final Map<String, List<String>> slices;
    private final Map<String, Path> files;
    private final Map<Integer, SocketChannel[]> edges = new HashMap<>();
    private final Map<Integer, int[]> rings = new HashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private Map<String, String> settings = Map.of();
    private final Map<String, Program> programs = new HashMap<>();
    private int sockets;
    private long spillBytes;
    private long slotBytes;

    /** A slice as its agent sees it. */
    private static final class Member implements ControlLink {
        private final BlockingQueue<SliceMessage> fromSlice = new LinkedBlockingQueue<>();
        private final BlockingQueue<Optional<Mail>> toSlice = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();

        @Override
        public void send(byte[] message) {
            fromSlice.add(Json.read(message, SliceMessage.class));
        }

        @Override
        public Optional<Mail> receive() throws IOException {
            try {
                return toSlice.take();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    TestAgent(
            Path folder,
            Dag dag,
            byte[] code,
            Map<String, List<String>> slices,
            Map<String, Path> files) {
        this.folder = folder;
        this.dag = dag;
        this.code = code;
        this.slices = slices;
        this.files = files;
    }

    /** Settings of the connectors. */
    TestAgent with(Map<String, String> connectorSettings) {
        settings = connectorSettings;
        return this;
    }

    /** A program as a thread: reads the one, writes the other; both are closed behind it. */
    interface Program {
        void run(InputStream in, OutputStream out) throws Exception;
    }

    /** Starts a program for a node. */
    TestAgent withProgram(String node, Program program) {
        programs.put(node, program);
        return this;
    }

    private SocketChannel[] connected() throws IOException {
        Path path = folder.resolve("s" + sockets++);
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            return new SocketChannel[] {SocketChannel.open(address), server.accept()};
        } finally {
            Files.delete(path);
        }
    }

    private void start(String node, Program program, List<Endpoint> endpoints, List<Grant> grants)
            throws IOException {
        SocketChannel[] in = connected();
        SocketChannel[] out = connected();
        endpoints.add(new Endpoint(Endpoint.Role.COMMAND_IN, node, node, "", 0));
        grants.add(new TestGrants.SocketGrant(in[0]));
        endpoints.add(new Endpoint(Endpoint.Role.COMMAND_OUT, node, node, "", 0));
        grants.add(new TestGrants.SocketGrant(out[0]));
        Thread.ofPlatform()
                .name("program-" + node)
                .daemon()
                .start(() -> {
                    try (InputStream input = Channels.newInputStream(in[1]);
                            OutputStream output = Channels.newOutputStream(out[1])) {
                        program.run(input, output);
                    } catch (Exception e) {
                        Failures.log("test program", e);
                    }
                });
    }

    /** Lets slices share memory, with slots of so many bytes. */
    TestAgent withSlots(long bytes) {
        slotBytes = bytes;
        return this;
    }

    /** Grants every slice so much scratch space. */
    TestAgent withSpill(long bytes) {
        spillBytes = bytes;
        return this;
    }

    static SlicePlugins plugins() {
        return SlicePlugins.of(
                List.of(new JsonConnector(), new CsvConnector()),
                List.of(
                        new TypeChecks(),
                        new RequiredChecks(),
                        new EnumChecks(),
                        new RangeChecks(),
                        new PatternChecks(),
                        new UniqueChecks(),
                        new TestChecks()),
                TestSteps.all());
    }

    /** Starts every slice and gives it its claim. */
    TestAgent start() throws IOException {
        for (Map.Entry<String, List<String>> slice : slices.entrySet()) {
            Member member = new Member();
            members.put(slice.getKey(), member);
            Thread.ofPlatform()
                    .name("slice-" + slice.getKey())
                    .daemon()
                    .start(() -> {
                        int exit = 70;
                        try {
                            exit =
                                    new SliceRuntime(
                                                    member, TestAgent::plugins, new ArrowExchange())
                                            .run();
                        } catch (IOException e) {
                            Failures.log("test slice", e);
                        } finally {
                            member.exits.add(exit);
                        }
                    });
            member.toSlice.add(Optional.of(claim(slice.getKey(), slice.getValue())));
        }
        return this;
    }

    /** The address that the scenario wrote. */
    private static String written(Node node) {
        return switch (node) {
            case Node.Source source -> source.uri();
            case Node.Sink sink -> sink.uri();
            case Node.Dlq dlq -> String.valueOf(dlq.uri());
            case Node.Step step -> throw new IllegalArgumentException(step.name());
        };
    }

    private ControlLink.Mail claim(String name, List<String> nodes) throws IOException {
        List<Endpoint> endpoints = new ArrayList<>();
        List<Grant> grants = new ArrayList<>();
        endpoints.add(new Endpoint(Endpoint.Role.CODE, "", "", "", 0));
        grants.add(new TestGrants.BytesGrant(code));
        for (String node : nodes) {
            Path file = files.get(node);
            if (file == null) {
                continue;
            }
            String uri = written(dag.node(node)).replaceFirst("://.*", "://" + file);
            if (dag.node(node) instanceof Node.Source) {
                endpoints.add(new Endpoint(Endpoint.Role.INPUT, node, "", uri, 0));
                grants.add(new TestGrants.InputGrant(file));
            } else {
                endpoints.add(new Endpoint(Endpoint.Role.OUTPUT, "", node, uri, 0));
                grants.add(new TestGrants.OutputGrant(new FileOutputStream(file.toFile())));
            }
        }
        for (int place = 0; place < dag.edges().size(); place++) {
            Edge edge = dag.edges().get(place);
            boolean from = nodes.contains(edge.from());
            boolean to = nodes.contains(edge.to());
            if (from != to && slotBytes > 0) {
                endpoints.add(
                        new Endpoint(
                                from ? Endpoint.Role.RING_OUT : Endpoint.Role.RING_IN,
                                edge.from(),
                                edge.to(),
                                "",
                                from ? slotBytes : 0));
                int[] ends = rings.computeIfAbsent(place, key -> Posix.datagramPair());
                grants.add(new PosixGrant(ends[from ? 0 : 1]));
            } else if (from != to) {
                endpoints.add(
                        new Endpoint(
                                from ? Endpoint.Role.EDGE_OUT : Endpoint.Role.EDGE_IN,
                                edge.from(),
                                edge.to(),
                                "",
                                0));
                grants.add(new TestGrants.SocketGrant(pair(place)[from ? 0 : 1]));
            }
        }
        for (Map.Entry<String, Program> program : programs.entrySet()) {
            if (nodes.contains(program.getKey())) {
                start(program.getKey(), program.getValue(), endpoints, grants);
            }
        }
        if (spillBytes > 0) {
            endpoints.add(new Endpoint(Endpoint.Role.SPILL, "", "", "", spillBytes));
            grants.add(new TestGrants.SpillGrant(folder.resolve("spill-" + name)));
        }
        Claim claim =
                new Claim(
                        "run-1",
                        "herd",
                        7,
                        new SlicePlan(name, nodes, Resources.STANDARD, List.of(), "test"),
                        dag,
                        endpoints,
                        Map.of("test", settings));
        return new ControlLink.Mail(Json.bytes(claim), grants);
    }

    private SocketChannel[] pair(int edge) throws IOException {
        SocketChannel[] pair = edges.get(edge);
        if (pair == null) {
            pair = connected();
            edges.put(edge, pair);
        }
        return pair;
    }

    private Member member(String slice) {
        return Objects.requireNonNull(members.get(slice), slice);
    }

    /** The first message of a kind that a slice sends. */
    <M extends SliceMessage> M await(String slice, Class<M> kind) throws InterruptedException {
        Member member = member(slice);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            SliceMessage message =
                    member.fromSlice.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError(slice + " sent no " + kind.getSimpleName());
            }
            if (kind.isInstance(message)) {
                return kind.cast(message);
            }
            if (message instanceof SliceMessage.Failed && kind != SliceMessage.Failed.class) {
                throw new AssertionError(message.toString());
            }
        }
    }

    void say(String slice, SliceMessage message) {
        member(slice)
                .toSlice
                .add(Optional.of(new ControlLink.Mail(Json.bytes(message), List.of())));
    }

    void hangUp(String slice) {
        member(slice).toSlice.add(Optional.empty());
    }

    int exit(String slice) throws InterruptedException {
        Integer exit = member(slice).exits.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (exit == null) {
            throw new AssertionError(slice + " did not end");
        }
        return exit;
    }
}
