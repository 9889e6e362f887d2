package io.runink.isolation;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.Launcher;
import io.runink.spi.isolation.SliceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts slices on this machine, and ends those it started when it is closed. */
final class SliceLauncher implements Launcher, AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    private final Machine machine;
    private final Spawner spawner = new Spawner();
    private final SliceUids uids = new SliceUids();
    private final Set<StartedSlice> running = ConcurrentHashMap.newKeySet();
    private @Nullable Capabilities known;
    private volatile boolean closed;

    /** Cgroups whose limits were seen to hold; none before that was tried. */
    private volatile Optional<CgroupTree> proven = Optional.empty();

    SliceLauncher(Machine machine) {
        this.machine = machine;
        machine.cgroups().ifPresent(CgroupTree::sweep);
    }

    @Override
    public synchronized Capabilities capabilities() {
        Capabilities found = known;
        if (found == null) {
            SelfTest test = new SelfTest(machine, prove(), this::start);
            found = test.run();
            if (test.doubtful()) {
                // What is said here holds until the agent ends: not for a process killed by chance.
                found = new SelfTest(machine, prove(), this::start).run();
            }
            known = found;
        }
        return found;
    }

    /** What holds of cgroups is used from here on. */
    private List<CgroupProof.Finding> prove() {
        boolean shell = machine.tools().find(Tools.Tool.SH).isPresent();
        Optional<CgroupTree> tree = machine.cgroups().filter(_ -> shell);
        List<CgroupProof.Finding> limits =
                tree.map(it -> new CgroupProof(it, machine.tools()).run()).orElse(List.of());
        proven = limits.stream().allMatch(CgroupProof.Finding::holds) ? tree : Optional.empty();
        return limits;
    }

    @Override
    public List<Capabilities.Mechanism> mechanisms() {
        Capabilities found = capabilities();
        return new Mechanisms(machine, found, prove(), this::start).rows();
    }

    @Override
    public SliceProcess launch(LaunchSpec spec) {
        if (spec.level() == IsolationLevel.NONE) {
            throw IsolationError.BAD_REQUEST.exception(
                    "slice '"
                            + spec.name()
                            + "' at level none asked of the launcher, expected a"
                            + " level with a process of its own",
                    "report this");
        }
        Optional<Capabilities.Missing> missing = capabilities().lacks(spec.level());
        if (missing.isPresent()) {
            throw IsolationError.LEVEL_MISSING.exception(
                    "level '"
                            + spec.level().text()
                            + "' cannot be given here: "
                            + missing.get().reason()
                            + "; the strongest here is '"
                            + strongest().text()
                            + "'",
                    missing.get().remedy());
        }
        return start(spec);
    }

    private StartedSlice start(LaunchSpec spec) {
        if (!NAME.matcher(spec.name()).matches() || spec.command().isEmpty()) {
            throw IsolationError.BAD_REQUEST.exception(
                    "slice '"
                            + spec.name()
                            + "' with command "
                            + spec.command()
                            + ", expected a name of 1 to 40 of a-z 0-9 - and a command",
                    "report this");
        }
        StartedSlice slice = new Start(means(), spec).run();
        running.add(slice);
        if (closed) {
            // It was halfway when the others were ended.
            slice.close();
            throw IsolationError.START.exception(
                    "slice '" + spec.name() + "' was started while its agent ended",
                    "start the agent again");
        }
        return slice;
    }

    private Start.Means means() {
        return new Start.Means(
                new CommandChain(
                        machine.tools(),
                        CommandChain.openFilesMax(CgroupFiles.lines(Path.of("/proc/self/limits")))),
                machine.filters(),
                uids,
                proven,
                spawner,
                running::remove);
    }

    @Override
    public void close() {
        closed = true;
        List<StartedSlice> left = new ArrayList<>(running);
        left.forEach(StartedSlice::kill);
        left.forEach(StartedSlice::close);
        spawner.close();
    }
}
