package io.runink.agent;

import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.RuninkException;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plan.Wire;
import io.runink.api.slice.Endpoint;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import io.runink.spi.isolation.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every descriptor the slices of one run are given: inputs, staged outputs, the ends of edges, the
 * DAG's jar, scratch space, streams to a command and from it. A slice gets these and no path.
 */
final class Grants implements AutoCloseable {

    private final Map<String, List<Grant>> bySlice = new HashMap<>();
    private final Map<String, CommandGrant> commands = new HashMap<>();
    private final Deque<Path> foldersMade = new ArrayDeque<>();
    private long inputBytes;

    private Grants() {}

    /** A descriptor of the agent, and what it means to the slice. */
    record Grant(int descriptor, Endpoint endpoint) {}

    /**
     * What a command is given.
     *
     * @param command what it is
     * @param input its standard input: its slice has the other end
     * @param output its standard output, likewise
     * @param files what it may read
     */
    record CommandGrant(
            SlicePlan.Command command, int input, int output, List<LaunchSpec.Copy> files) {

        private void close() {
            Posix.close(input);
            Posix.close(output);
            files.forEach(file -> Posix.close(file.descriptor()));
        }
    }

    /**
     * Opens everything.
     *
     * @param home of the kernel: where scratch space is, and no file of a command
     * @throws RuninkException if something cannot be opened; nothing stays open or made then
     */
    static Grants open(Assignment assignment, DagArchive archive, Path home) {
        Grants grants = new Grants();
        try {
            for (SlicePlan slice : assignment.plan().slices()) {
                grants.add(
                        slice,
                        Posix.open(archive.jar(), OpenMode.READ),
                        new Endpoint(Endpoint.Role.CODE, "", "", "", 0));
                for (String name : slice.nodes()) {
                    grants.datasets(slice, archive.dag().node(name), assignment);
                }
                grants.scratch(slice, home);
                grants.command(slice, assignment.workspace(), home);
            }
            for (Edge edge : assignment.plan().crossings()) {
                grants.edge(assignment, edge);
            }
            return grants;
        } catch (RuninkException e) {
            grants.close();
            grants.discard(assignment);
            throw e;
        }
    }

    private void datasets(SlicePlan slice, Node node, Assignment assignment) {
        String uri = assignment.uris().getOrDefault(node.name(), "");
        DatasetUri dataset = DatasetUri.parse(uri).orElse(null);
        if (dataset == null) {
            return;
        }
        if (node instanceof Node.Source) {
            input(slice, node, uri, dataset.path());
        } else if (node instanceof Node.Sink || node instanceof Node.Dlq) {
            output(slice, node, uri, dataset, assignment.run());
        }
    }

    private void input(SlicePlan slice, Node node, String uri, Path path) {
        try {
            long bytes = Files.size(path);
            add(
                    slice,
                    Posix.open(path, OpenMode.READ),
                    new Endpoint(Endpoint.Role.INPUT, node.name(), "", uri, bytes));
            inputBytes += bytes;
        } catch (IOException | RuninkException e) {
            throw AgentError.INPUT.exception(
                    "source '" + node.name() + "' cannot open '" + path + "'",
                    "check that the file exists and may be read");
        }
    }

    private void output(SlicePlan slice, Node node, String uri, DatasetUri dataset, String run) {
        int descriptor;
        if (dataset.discards()) {
            descriptor = Posix.open(dataset.path(), OpenMode.APPEND);
        } else {
            Staging.folder(dataset.path()).descendingIterator().forEachRemaining(foldersMade::push);
            try {
                descriptor = Posix.open(Staging.staged(dataset.path(), run), OpenMode.CREATE_NEW);
            } catch (RuninkException e) {
                throw AgentError.OUTPUT.exception(
                        "output '"
                                + node.name()
                                + "' cannot be written at '"
                                + dataset.path()
                                + "'",
                        "check the folder's permissions and free space");
            }
        }
        add(slice, descriptor, new Endpoint(Endpoint.Role.OUTPUT, "", node.name(), uri, 0));
    }

    private void scratch(SlicePlan slice, Path home) {
        long bytes = slice.resources().scratchBytes();
        if (bytes > 0) {
            add(
                    slice,
                    Scratch.of(home).open(),
                    new Endpoint(Endpoint.Role.SPILL, "", "", "", bytes));
        }
    }

    private void command(SlicePlan slice, String workspace, Path home) {
        SlicePlan.Command command = slice.command();
        if (command == null) {
            return;
        }
        String node = slice.nodes().getFirst();
        List<LaunchSpec.Copy> files =
                WorkspaceFiles.open(Path.of(workspace), home, node, command.files());
        int[] input = Posix.streamPair();
        int[] output = Posix.streamPair();
        commands.put(slice.name(), new CommandGrant(command, input[1], output[1], files));
        add(slice, input[0], new Endpoint(Endpoint.Role.COMMAND_IN, node, node, "", 0));
        add(slice, output[0], new Endpoint(Endpoint.Role.COMMAND_OUT, node, node, "", 0));
    }

    /**
     * Makes the two ends of an edge. Where its slices share memory they make that themselves: the
     * agent holds none of it, and who fills it is charged for it.
     */
    private void edge(Assignment assignment, Edge edge) {
        boolean memory = Wire.at(assignment.plan().isolation()) == Wire.MEMORY;
        int[] ends = memory ? Posix.datagramPair() : Posix.streamPair();
        add(
                assignment.plan().sliceOf(edge.from()),
                ends[0],
                new Endpoint(
                        memory ? Endpoint.Role.RING_OUT : Endpoint.Role.EDGE_OUT,
                        edge.from(),
                        edge.to(),
                        "",
                        memory ? EdgeMemory.slotBytes(assignment, edge) : 0));
        add(
                assignment.plan().sliceOf(edge.to()),
                ends[1],
                new Endpoint(
                        memory ? Endpoint.Role.RING_IN : Endpoint.Role.EDGE_IN,
                        edge.from(),
                        edge.to(),
                        "",
                        0));
    }

    private void add(SlicePlan slice, int descriptor, Endpoint endpoint) {
        bySlice.computeIfAbsent(slice.name(), key -> new ArrayList<>())
                .add(new Grant(descriptor, endpoint));
    }

    /** What one slice gets, in the order in which it is sent. */
    List<Grant> of(SlicePlan slice) {
        return bySlice.getOrDefault(slice.name(), List.of());
    }

    /** What the command of a slice gets, if it has one. */
    Optional<CommandGrant> command(SlicePlan slice) {
        return Optional.ofNullable(commands.get(slice.name()));
    }

    /** Bytes of all inputs. */
    long inputBytes() {
        return inputBytes;
    }

    /** Removes what was staged, and the folders that were made for it. */
    void discard(Assignment assignment) {
        Staging.discard(assignment.uris().values(), assignment.run());
        Staging.remove(foldersMade);
    }

    /**
     * Closes the agent's own copies: after the claims are sent, so that an edge breaks when the
     * slice that holds its other end dies. Safe to call twice.
     */
    @Override
    public void close() {
        bySlice.values().forEach(list -> list.forEach(grant -> Posix.close(grant.descriptor())));
        bySlice.clear();
        commands.values().forEach(CommandGrant::close);
        commands.clear();
    }
}
