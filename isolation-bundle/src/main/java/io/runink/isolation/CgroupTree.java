package io.runink.isolation;

import io.runink.api.error.RuninkException;
import io.runink.api.plan.Resources;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of the machine's cgroups below this process's own, where each slice gets a leaf.
 *
 * @param mode which versions of cgroups there are
 * @param memory the folder whose leaves limit memory; with version 2, the same as the next two
 * @param pids likewise, processes
 * @param cpu likewise, processor time
 * @param unified a version 2 hierarchy without these controllers, which can still end a tree at
 *     once
 */
record CgroupTree(Mode mode, Path memory, Path pids, Path cpu, Optional<Path> unified) {

    /** Versions of cgroups. */
    enum Mode {
        V1,
        /** Version 1 for limits, version 2 beside it. */
        HYBRID,
        V2
    }

    private static final List<String> CONTROLLERS = List.of("cpu", "memory", "pids");
    private static final int PERIOD_MICROS = 100_000;

    /** Wrappers outside a slice's walls, in the same leaf: an outer bwrap, its reaper, an inner. */
    private static final int WRAPPERS = 3;

    /** A leaf is empty between being made and being joined: no other agent may take it then. */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    /** Finds it; empty if no hierarchy has the controllers. */
    static Optional<CgroupTree> of(CgroupMounts mounts) {
        Optional<Path> unified = mounts.ownUnified();
        if (unified.isPresent()) {
            Path own = CgroupDelegation.base(unified.get());
            String controllers = String.join(" ", CgroupFiles.lines(file(own, "controllers")));
            if (List.of(controllers.split(" ", -1)).containsAll(CONTROLLERS)) {
                return Optional.of(new CgroupTree(Mode.V2, own, own, own, Optional.empty()));
            }
        }
        Optional<Path> memory = mounts.own("memory");
        Optional<Path> pids = mounts.own("pids");
        Optional<Path> cpu = mounts.own("cpu");
        if (memory.isEmpty() || pids.isEmpty() || cpu.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> writable = unified.filter(Files::isWritable);
        return Optional.of(
                new CgroupTree(
                        writable.isPresent() ? Mode.HYBRID : Mode.V1,
                        memory.get(),
                        pids.get(),
                        cpu.get(),
                        writable));
    }

    private static Path file(Path folder, String name) {
        return folder.resolve("cgroup." + name);
    }

    /**
     * What a leaf limits.
     *
     * @param memoryBytes of memory, files in memory and page tables; no swap
     * @param quotaMicros processor time in each period
     * @param periodMicros how long that is
     * @param processes and threads
     */
    record Limits(long memoryBytes, long quotaMicros, int periodMicros, int processes) {}

    /** Makes a slice's leaf, with its limits; nothing is left if it fails. */
    CgroupLeaf make(String name, Resources resources) {
        return make(
                name,
                new Limits(
                        resources.memoryBytes(),
                        (long) resources.cpuMillis() * PERIOD_MICROS / 1000,
                        PERIOD_MICROS,
                        resources.processes() + WRAPPERS));
    }

    /** Makes a leaf; nothing is left if it fails. */
    CgroupLeaf make(String name, Limits limits) {
        if (mode == Mode.V2) {
            CgroupDelegation.enable(memory, CONTROLLERS);
        }
        String own = LeafOwner.self().leaf(name);
        List<Path> made = new ArrayList<>();
        try {
            for (Path folder : folders()) {
                Path leaf = folder.resolve(own);
                CgroupFiles.make(leaf);
                made.add(leaf);
            }
            CgroupLeaf leaf = leaf(own, made);
            limit(own, limits);
            return leaf;
        } catch (RuninkException e) {
            made.forEach(CgroupLeaf::removeEmpty);
            throw e;
        }
    }

    private CgroupLeaf leaf(String own, List<Path> folders) {
        return new CgroupLeaf(
                folders, memory.resolve(own), unified.map(folder -> folder.resolve(own)));
    }

    private void limit(String own, Limits limits) {
        Path memoryLeaf = memory.resolve(own);
        Path pidsLeaf = pids.resolve(own);
        Path cpuLeaf = cpu.resolve(own);
        String bytes = Long.toString(limits.memoryBytes());
        String quota = Long.toString(limits.quotaMicros());
        String period = Integer.toString(limits.periodMicros());
        if (mode == Mode.V2) {
            CgroupFiles.write(memoryLeaf.resolve("memory.max"), bytes);
            writeIfThere(memoryLeaf.resolve("memory.swap.max"), "0");
            writeIfThere(memoryLeaf.resolve("memory.oom.group"), "1");
            CgroupFiles.write(cpuLeaf.resolve("cpu.max"), quota + " " + period);
        } else {
            CgroupFiles.write(memoryLeaf.resolve("memory.limit_in_bytes"), bytes);
            writeIfThere(memoryLeaf.resolve("memory.memsw.limit_in_bytes"), bytes);
            writeIfThere(memoryLeaf.resolve("memory.swappiness"), "0");
            CgroupFiles.write(cpuLeaf.resolve("cpu.cfs_period_us"), period);
            CgroupFiles.write(cpuLeaf.resolve("cpu.cfs_quota_us"), quota);
        }
        CgroupFiles.write(pidsLeaf.resolve("pids.max"), Integer.toString(limits.processes()));
    }

    private static void writeIfThere(Path file, String text) {
        // Swap accounting is a choice of the kernel's build.
        if (Files.exists(file)) {
            CgroupFiles.write(file, text);
        }
    }

    /**
     * Removes what agents left that were killed: their leaves, and whatever still runs in them. A
     * leaf that does not tell whose it is goes if it is empty and old.
     */
    void sweep() {
        Set<String> left = new TreeSet<>();
        for (Path folder : folders()) {
            try (DirectoryStream<Path> leaves =
                    Files.newDirectoryStream(folder, LeafOwner.PREFIX + "*")) {
                for (Path leaf : leaves) {
                    if (LeafOwner.of(leaf).filter(LeafOwner::gone).isPresent()) {
                        left.add(leaf.getFileName().toString());
                    } else {
                        sweepOld(leaf);
                    }
                }
            } catch (IOException e) {
                // Seen again at the next start; a new slice of that name is refused until then.
            }
        }
        left.forEach(this::end);
    }

    private void end(String own) {
        try {
            leaf(own, folders().stream().map(folder -> folder.resolve(own)).toList()).remove();
        } catch (RuninkException e) {
            // A process in it that does not end cannot hold up this agent: the next one tries.
            return;
        }
    }

    private static void sweepOld(Path leaf) throws IOException {
        FileTime made = Files.getLastModifiedTime(leaf);
        boolean old = made.toInstant().isBefore(Instant.now().minus(ABANDONED_AFTER));
        if (old && CgroupFiles.lines(file(leaf, "procs")).isEmpty()) {
            CgroupLeaf.removeEmpty(leaf);
        }
    }

    private Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>(List.of(memory));
        folders.add(pids);
        folders.add(cpu);
        unified.ifPresent(folders::add);
        return folders;
    }
}
