package io.runink.slice;

import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.slice.Claim;
import io.runink.api.slice.Endpoint;
import io.runink.api.slice.Endpoint.Role;
import io.runink.api.slice.SliceMessage.Commit;
import io.runink.json.Json;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import io.runink.spi.exchange.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A run without an agent: its slices are threads here, its files are in memory. */
final class DryRun {

    private static final int SEND_MILLIS_MAX = 10_000;

    /** Of a ring: a few rows fit. */
    private static final long SLOT_BYTES = 4096;

    private static final Path NOWHERE = Path.of("/dev/null");

    private final RehearsalDag rehearsed;
    private final SlicePlugins plugins;
    private final Exchange exchange;
    private final int[] output = Posix.streamPair();
    private final Map<Edge, int[]> edges = new HashMap<>();

    DryRun(RehearsalDag rehearsed, SlicePlugins plugins, Exchange exchange) {
        this.rehearsed = rehearsed;
        this.plugins = plugins;
        this.exchange = exchange;
    }

    /** Something that travels with a claim, and what it is. */
    private record Given(Endpoint endpoint, int descriptor) {}

    /**
     * Runs it.
     *
     * @param input of the source
     * @return what the sink wrote: less than a socket holds
     */
    byte[] play(byte[] input) throws IOException {
        List<Thread> slices = new ArrayList<>();
        for (List<String> nodes : rehearsed.slices()) {
            int[] control = Posix.datagramPair();
            claim(control[0], nodes, given(nodes, input));
            // Nobody is waited for: the last word is there before the work.
            Posix.send(control[0], Json.bytes(new Commit(1)), List.of(), SEND_MILLIS_MAX);
            slices.add(Thread.ofPlatform().name("dry-run").daemon().start(() -> work(control)));
        }
        try (FileInputStream written = new FileInputStream(Posix.adopt(output[1]))) {
            byte[] bytes = written.readAllBytes();
            for (Thread slice : slices) {
                slice.join();
            }
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new byte[0];
        }
    }

    private void work(int[] control) {
        try {
            new SliceRuntime(new PosixLink(control[1]), () -> plugins, exchange).claimed(plugins);
        } catch (IOException | RuntimeException e) {
            Failures.log("the rehearsal failed", e);
        } finally {
            Posix.close(control[0]);
            Posix.close(control[1]);
        }
    }

    /** Sends a claim; what was given is the slice's from here. */
    private void claim(int control, List<String> nodes, List<Given> given) {
        Claim claim =
                new Claim(
                        "rehearsal",
                        "rehearsal",
                        1,
                        new SlicePlan("rehearsal", nodes, Resources.STANDARD, List.of(), ""),
                        rehearsed.dag(),
                        given.stream().map(Given::endpoint).toList(),
                        Map.of());
        List<Integer> descriptors = given.stream().map(Given::descriptor).toList();
        Posix.send(control, Json.bytes(claim), descriptors, SEND_MILLIS_MAX);
        descriptors.forEach(Posix::close);
    }

    private List<Given> given(List<String> nodes, byte[] input) throws IOException {
        List<Given> given = new ArrayList<>();
        given.add(new Given(new Endpoint(Role.CODE, "", "", "", 0), Posix.memfd("code", code())));
        for (String name : nodes) {
            switch (rehearsed.dag().node(name)) {
                case Node.Source it ->
                        given.add(
                                new Given(
                                        new Endpoint(Role.INPUT, name, "", it.uri(), input.length),
                                        Posix.memfd("input", input)));
                case Node.Sink it -> given.add(new Given(output(name, it.uri()), output[0]));
                case Node.Dlq it ->
                        given.add(
                                new Given(
                                        output(name, String.valueOf(it.uri())),
                                        Posix.open(NOWHERE, OpenMode.APPEND)));
                case Node.Step it -> {}
            }
        }
        for (Edge edge : rehearsed.dag().edges()) {
            boolean from = nodes.contains(edge.from());
            if (from != nodes.contains(edge.to())) {
                given.add(
                        new Given(
                                new Endpoint(
                                        from ? Role.RING_OUT : Role.RING_IN,
                                        edge.from(),
                                        edge.to(),
                                        "",
                                        from ? SLOT_BYTES : 0),
                                ends(edge)[from ? 0 : 1]));
            }
        }
        return given;
    }

    private int[] ends(Edge edge) {
        return edges.computeIfAbsent(edge, key -> Posix.datagramPair());
    }

    private static Endpoint output(String node, String uri) {
        return new Endpoint(Role.OUTPUT, "", node, uri, 0);
    }

    /** A jar with nothing in it that is needed: the function is the runtime's own. */
    private static byte[] code() throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            zip.putNextEntry(new ZipEntry("rehearsal"));
            zip.closeEntry();
        }
        return jar.toByteArray();
    }
}
