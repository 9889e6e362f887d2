package io.runink.isolation;

import io.runink.spi.isolation.LaunchSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tree that a slice sees, as arguments of bubblewrap. */
final class MountPlan {

    /** What a slice may write, all told: the cap of its only writable folder, in memory. */
    static final long TMP_BYTES = 16L * 1024 * 1024;

    private static final List<String> SYSTEM_FOLDERS =
            List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    private static final List<String> DEVICES =
            List.of("null", "zero", "full", "random", "urandom");

    /** Folders that are made for the slice: nothing of the host belongs there. */
    private static final List<String> RESERVED = List.of("/", "/proc", "/dev", "/tmp", "/sys");

    private MountPlan() {}

    /** The system's programs and libraries, a few devices, and what the slice may read. */
    static List<String> tree(LaunchSpec spec) {
        List<LaunchSpec.Bind> binds = spec.binds();
        LaunchSpec.Foreign foreign = spec.foreign();
        List<String> args = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
        for (String name : SYSTEM_FOLDERS) {
            systemFolder(Path.of("/", name), args);
        }
        // Made by hand: bubblewrap would make them for their owner only.
        Set<String> folders = new LinkedHashSet<>(List.of("/etc", "/dev", "/proc", "/tmp"));
        for (LaunchSpec.Bind bind : binds) {
            folders.addAll(ancestors(bind.inside()));
        }
        if (foreign != null) {
            folders.add(LaunchSpec.WORK);
            foreign.files().forEach(it -> folders.addAll(ancestors(inside(it))));
        }
        folders.forEach(folder -> args.addAll(List.of("--dir", folder)));
        args.addAll(List.of("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"));
        configurations(args);
        for (String device : DEVICES) {
            args.addAll(List.of("--dev-bind", "/dev/" + device, "/dev/" + device));
        }
        for (LaunchSpec.Bind bind : binds) {
            args.addAll(List.of("--ro-bind", bind.host().toString(), bind.inside()));
        }
        if (foreign != null) {
            // Programs are often links by way of here: awk, editor, java.
            args.addAll(List.of("--ro-bind-try", "/etc/alternatives", "/etc/alternatives"));
            int descriptor = CommandChain.FIRST_FILE;
            for (LaunchSpec.Copy file : foreign.files()) {
                args.addAll(List.of("--perms", "0444", "--ro-bind-data"));
                args.addAll(List.of(Integer.toString(descriptor++), inside(file)));
            }
        }
        return args;
    }

    private static String inside(LaunchSpec.Copy file) {
        return LaunchSpec.WORK + "/" + file.name();
    }

    private static void systemFolder(Path folder, List<String> args) {
        if (Files.isSymbolicLink(folder)) {
            try {
                String target = Files.readSymbolicLink(folder).toString();
                args.addAll(List.of("--symlink", target, folder.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else if (Files.isDirectory(folder)) {
            args.addAll(List.of("--ro-bind", folder.toString(), folder.toString()));
        }
    }

    /** Debian's packaged JDKs keep their settings here, behind links from /usr/lib/jvm. */
    private static void configurations(List<String> args) {
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(Path.of("/etc"), "java-*-openjdk")) {
            for (Path folder : found) {
                args.addAll(List.of("--ro-bind", folder.toString(), folder.toString()));
            }
        } catch (IOException e) {
            // Without them such a JDK says itself what it misses.
            return;
        }
    }

    private static List<String> ancestors(String inside) {
        List<String> folders = new ArrayList<>();
        for (Path at = Path.of(inside).getParent();
                at != null && at.getNameCount() > 0;
                at = at.getParent()) {
            folders.addFirst(at.toString());
        }
        return folders;
    }

    /**
     * Refuses binds that cannot be made, before anything starts.
     *
     * @param othersRead whether a user who does not own them must be able to read them
     */
    static void check(LaunchSpec spec, boolean othersRead) {
        LaunchSpec.Foreign foreign = spec.foreign();
        for (LaunchSpec.Copy file :
                foreign == null ? List.<LaunchSpec.Copy>of() : foreign.files()) {
            Path name = Path.of(file.name());
            boolean below = !name.isAbsolute() && !name.startsWith("..");
            if (!below || file.name().isEmpty() || !name.equals(name.normalize())) {
                throw IsolationError.BAD_REQUEST.exception(
                        "file '" + name + "', expected a name below " + LaunchSpec.WORK,
                        "report this");
            }
        }
        for (LaunchSpec.Bind bind : spec.binds()) {
            Path inside = Path.of(bind.inside());
            boolean sound = inside.isAbsolute() && inside.equals(inside.normalize());
            if (!sound || !bind.host().isAbsolute() || isReserved(inside)) {
                throw IsolationError.BAD_REQUEST.exception(
                        "bind of '"
                                + bind.host()
                                + "' at '"
                                + bind.inside()
                                + "', expected"
                                + " absolute paths, and none of "
                                + String.join(" ", RESERVED),
                        "report this");
            }
            checkReadable(bind.host(), othersRead);
        }
    }

    private static boolean isReserved(Path inside) {
        return RESERVED.stream()
                .anyMatch(it ->
                        it.equals("/")
                                ? inside.getNameCount() == 0
                                : inside.startsWith(Path.of(it)));
    }

    private static void checkReadable(Path host, boolean othersRead) {
        int needed = othersRead ? (Files.isDirectory(host) ? 05 : 04) : 0;
        try {
            int mode = (Integer) Files.getAttribute(host, "unix:mode");
            if ((mode & needed) == needed && Files.isReadable(host)) {
                return;
            }
        } catch (IOException e) {
            throw IsolationError.BIND.exception(
                    "'" + host + "' cannot be read (" + CgroupFiles.reason(e) + ")",
                    "check the path");
        }
        throw IsolationError.BIND.exception(
                "'" + host + "' can be read by its owner only, and a slice has a user of its own",
                "let others read it: chmod -R o+rX " + host);
    }
}
