package io.runink.acceptance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the slices of one kernel have of this machine at one moment, found in {@code /proc}.
 *
 * @param processes below the kernel's, wrappers too, with the time of their start
 * @param users of those that have one of their own
 * @param memories inodes of the memory without a name that they share
 */
record Footprint(Set<String> processes, Set<Integer> users, Set<Long> memories) {

    /** Users below this are the host's own. */
    private static final int SLICE_USERS_FROM = 0x1000_0000;

    private static final Path PROC = Path.of("/proc");

    /** That of a kernel now. */
    static Footprint of(long kernel) {
        Footprint found = new Footprint(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        for (long pid : below(kernel)) {
            found.processes.add(pid + "@" + started(pid));
            user(pid).stream().filter(it -> it >= SLICE_USERS_FROM).forEach(found.users::add);
            found.memories.addAll(memories(pid));
        }
        return found;
    }

    /** Takes another's together with this. */
    void add(Footprint other) {
        processes.addAll(other.processes);
        users.addAll(other.users);
        memories.addAll(other.memories);
    }

    /**
     * Says what of it is still there, but for what processes hold that may.
     *
     * @param allowed tells them by their number
     */
    List<String> left(Predicate<Long> allowed) {
        List<String> left = new ArrayList<>();
        for (long pid : all()) {
            if (allowed.test(pid)) {
                continue;
            }
            if (processes.contains(pid + "@" + started(pid))) {
                left.add("process " + pid);
            }
            user(pid).stream()
                    .filter(users::contains)
                    .forEach(it -> left.add("user " + it + " of process " + pid));
            memories(pid).stream()
                    .filter(memories::contains)
                    .forEach(it -> left.add("memory " + it + " held by process " + pid));
        }
        return left;
    }

    /** The processes below another. */
    static List<Long> below(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Those of them that hold a file open whose path begins and ends so. */
    static List<Long> holding(long kernel, String begin, String end) {
        return below(kernel).stream()
                .filter(pid ->
                        descriptors(pid).stream()
                                .map(Footprint::target)
                                .anyMatch(it -> it.startsWith(begin) && it.endsWith(end)))
                .toList();
    }

    /** Memory without a name that a process holds open or mapped, by its inodes. */
    static Set<Long> memories(long pid) {
        Set<Long> found = new TreeSet<>();
        for (Path descriptor : descriptors(pid)) {
            if (target(descriptor).startsWith("/memfd:")) {
                found.addAll(inode(descriptor));
            }
        }
        // Address, rights, offset, device, inode, path.
        lines(pid, "maps").stream()
                .filter(it -> it.contains("/memfd:"))
                .forEach(it -> found.add(Long.parseLong(it.split("\\s+", 6)[4])));
        return found;
    }

    private static Set<Long> inode(Path descriptor) {
        try {
            return Set.of((Long) Files.getAttribute(descriptor, "unix:ino"));
        } catch (IOException e) {
            // Closed since it was listed.
            return Set.of();
        }
    }

    /** How many descriptors a process has. */
    static int open(long pid) {
        return descriptors(pid).size();
    }

    /** Names of the cgroups that a process is in. */
    static Set<String> cgroups(long pid) {
        Set<String> names = new TreeSet<>();
        lines(pid, "cgroup").forEach(it -> names.add(it.substring(it.lastIndexOf('/') + 1)));
        return names;
    }

    /** Names of the cgroups that are of a kernel's slices, whether anything runs in them or not. */
    static Set<String> leaves(long kernel) throws IOException {
        Set<String> names = new TreeSet<>();
        Files.walkFileTree(
                Path.of("/sys/fs/cgroup"),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path it, BasicFileAttributes read) {
                        String name = it.getFileName().toString();
                        if (!name.startsWith("runink-")) {
                            return FileVisitResult.CONTINUE;
                        }
                        if (name.matches("runink-\\d+-" + kernel + "-.*")) {
                            names.add(name);
                        }
                        return FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path it, IOException failure) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return names;
    }

    /** Mounts of this machine's own tree that a slice was built of. */
    static List<String> mounts() throws IOException {
        return Files.readAllLines(PROC.resolve("self/mountinfo")).stream()
                .filter(it -> it.contains("runink") || it.contains("/newroot"))
                .toList();
    }

    private static List<Long> all() {
        return ProcessHandle.allProcesses().map(ProcessHandle::pid).toList();
    }

    private static String started(long pid) {
        // The name, in parentheses, may hold spaces; the 20th word after it is the time.
        return lines(pid, "stat").stream()
                .map(it -> it.substring(it.lastIndexOf(')') + 2).split(" ", -1)[19])
                .findFirst()
                .orElse("ended");
    }

    private static Set<Integer> user(long pid) {
        try {
            return Set.of((Integer) Files.getAttribute(process(pid), "unix:uid"));
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static Path process(long pid) {
        return PROC.resolve(Long.toString(pid));
    }

    private static List<Path> descriptors(long pid) {
        try (Stream<Path> files = Files.list(process(pid).resolve("fd"))) {
            return files.toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(
                    process(pid).resolve(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
