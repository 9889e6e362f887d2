package io.runink.isolation;

import io.runink.api.error.RuninkException;
import io.runink.api.herd.IsolationLevel;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import io.runink.posix.Sender;
import io.runink.spi.isolation.LaunchSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The start of one slice: all of it, or nothing is left. */
final class Start {

    /** Under load a chain was seen to take 0.3 s. */
    private static final int READY_MILLIS = 20_000;

    private static final int SIGKILL = 9;
    private static final int CONTROL = 3;
    private static final int LOG_TAIL_BYTES = 600;
    private static final Path NULL = Path.of("/dev/null");

    /**
     * What a start needs.
     *
     * @param chain how walls are built
     * @param filters the system call filters
     * @param uids users for slices, for an agent that is root
     * @param cgroups limits, where any were seen to hold
     * @param spawner who starts processes
     * @param closed told of slices that were closed
     */
    record Means(
            CommandChain chain,
            Filters filters,
            SliceUids uids,
            Optional<CgroupTree> cgroups,
            Spawner spawner,
            Consumer<StartedSlice> closed) {}

    private final Means means;
    private final LaunchSpec spec;
    private final Set<Integer> own = new LinkedHashSet<>();
    private final boolean walled;
    private final boolean root = Posix.uid() == 0;

    Start(Means means, LaunchSpec spec) {
        this.means = means;
        this.spec = spec;
        this.walled = spec.level() != IsolationLevel.PROCESS;
    }

    /** Starts it. */
    StartedSlice run() {
        MountPlan.check(spec, walled && root);
        CgroupLeaf leaf = leaf();
        Channel channel = null;
        try {
            int uid = walled && root ? means.uids().next() : Posix.uid();
            int[] ends = Posix.datagramPair();
            channel = new Channel(ends[0]);
            own.add(ends[1]);
            StartedSlice slice = start(channel, ends[1], uid, leaf);
            return slice.watched();
        } catch (RuninkException e) {
            if (channel != null) {
                channel.close();
            }
            if (leaf != null) {
                leaf.remove();
            }
            throw e;
        } finally {
            own.forEach(Posix::close);
        }
    }

    private @Nullable CgroupLeaf leaf() {
        if (spec.level() == IsolationLevel.FULL && means.cgroups().isEmpty()) {
            throw IsolationError.LEVEL_MISSING.exception(
                    "no cgroups for memory, cpu and pids", "mount them");
        }
        // Not promised at the level below, but taken wherever the agent has been given cgroups.
        return walled
                ? means.cgroups().map(it -> it.make(spec.name(), spec.resources())).orElse(null)
                : null;
    }

    private StartedSlice start(Channel channel, int control, int uid, @Nullable CgroupLeaf leaf) {
        long logged = size(spec.log());
        int log = mine(Posix.open(spec.log(), OpenMode.APPEND));
        int nothing = mine(Posix.open(NULL, OpenMode.READ));
        Map<Integer, Integer> descriptors =
                new TreeMap<>(Map.of(0, nothing, 1, log, 2, log, CONTROL, control));
        LaunchSpec.Foreign foreign = spec.foreign();
        if (foreign != null) {
            descriptors.putAll(Map.of(0, foreign.input(), 1, foreign.output()));
            descriptors.put(walled ? CommandChain.ERRORS : 2, foreign.errors());
            for (int i = 0; walled && i < foreign.files().size(); i++) {
                int file = foreign.files().get(i).descriptor();
                descriptors.put(CommandChain.FIRST_FILE + i, file);
            }
        }
        if (!walled) {
            if (foreign != null) {
                descriptors.remove(CONTROL);
            }
            int child = means.spawner().spawn(means.chain().plain(spec), descriptors);
            return slice(new StartedSlice.Parts(child, child, uid, false), channel, leaf);
        }
        channel.nameSenders();
        descriptors.put(CommandChain.FILTER, mine(Posix.memfd("filter", means.filters().of(spec))));
        List<String> command =
                root ? means.chain().asRoot(spec, uid, leaf) : means.chain().asUser(spec, leaf);
        int child = means.spawner().spawn(command, descriptors);
        // The end is only seen if nobody here holds the other side.
        own.remove(control);
        Posix.close(control);
        try {
            long pid = passGate(channel, logged, uid, leaf);
            return slice(new StartedSlice.Parts(child, pid, uid, true), channel, leaf);
        } catch (RuninkException e) {
            Posix.kill(-child, SIGKILL);
            Posix.await(child);
            throw e;
        }
    }

    private StartedSlice slice(
            StartedSlice.Parts parts, Channel channel, @Nullable CgroupLeaf leaf) {
        return new StartedSlice(parts, channel, leaf, means.closed());
    }

    private int mine(int fd) {
        own.add(fd);
        return fd;
    }

    /** Waits for the gate, looks at the walls, and opens it. */
    private long passGate(Channel channel, long logged, int uid, @Nullable CgroupLeaf leaf) {
        boolean heard = channel.awaitReadable(READY_MILLIS);
        Optional<Sender> sender = heard ? channel.sender() : Optional.empty();
        if (sender.isEmpty()) {
            throw IsolationError.START.exception(
                    "slice '"
                            + spec.name()
                            + "' did not start at level "
                            + spec.level().text()
                            + (heard ? "" : " within " + READY_MILLIS + " ms")
                            + ": "
                            + tail(logged),
                    "see what runi doctor says of this machine");
        }
        // The gate becomes the command, so this number stays the command's.
        long pid = sender.get().pid();
        List<String> gaps = WallCheck.of(pid).gaps(uid, leaf);
        if (!gaps.isEmpty()) {
            throw IsolationError.WALL_MISSING.exception(
                    "slice '" + spec.name() + "' was not let run: it " + String.join("; it ", gaps),
                    "ask for a weaker level, and report this with the output of runi doctor");
        }
        channel.send(new byte[] {'\n'}, List.of());
        return pid;
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** What the chain wrote to the log, on one line. */
    private String tail(long from) {
        try (SeekableByteChannel in = Files.newByteChannel(spec.log())) {
            in.position(Math.max(from, in.size() - LOG_TAIL_BYTES));
            ByteBuffer bytes = ByteBuffer.allocate(LOG_TAIL_BYTES);
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {}
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            String line = text.strip().replaceAll("\\s*\\v+\\s*", ", ");
            return line.isEmpty() ? "it said nothing" : line.replaceAll("\\p{Cntrl}", "?");
        } catch (IOException e) {
            return "log '" + spec.log() + "' cannot be read (" + CgroupFiles.reason(e) + ")";
        }
    }
}
