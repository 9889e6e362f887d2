package io.runink.isolation;

import io.runink.spi.isolation.LaunchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commands that build a slice's walls, each becoming the next: pure text, nothing is started.
 *
 * <p>With root: {@code sh} joins the cgroup, {@code prlimit} sets limits, an outer {@code bwrap}
 * builds the tree of files while it is still root (so that what lies under a folder of root's can
 * be shown), {@code setpriv} becomes the slice's user, an inner {@code bwrap} makes the namespaces
 * as that user (made by root, they would map to the host's root) and loads the filter, and {@code
 * sh} waits at the gate until the walls were seen from outside.
 */
final class CommandChain {

    /** Where bwrap reads the system call filter. */
    static final int FILTER = 4;

    /** Where a foreign program's standard error waits for it: until then it is the log. */
    static final int ERRORS = 5;

    /** Where bwrap reads the first of a foreign program's files; the others follow. */
    static final int FIRST_FILE = 6;

    /** Open files: a claim's descriptors, some hundred jars, and room. */
    private static final long OPEN_FILES = 4096;

    private static final String JOIN =
            "n=$1; shift; while [ $n -gt 0 ]; do echo $$ > \"$1\" || exit 125; shift;"
                    + " n=$((n-1)); done; exec \"$@\"";

    private static final String GATE = "echo >&3; read go <&3 || exit 126; exec \"$@\"";

    /** It has no control channel once it is let through. */
    private static final String FOREIGN_GATE = GATE + " 3>&- 2>&5 5>&-";

    /** All the environment of a foreign program. The path holds what a tree of files shows. */
    private static final List<String> FOREIGN_ENVIRONMENT =
            List.of("PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8");

    private final Tools tools;
    private final long openFilesMax;

    /**
     * A maker of chains.
     *
     * @param openFilesMax what this process may raise the limit to
     */
    CommandChain(Tools tools, long openFilesMax) {
        this.tools = tools;
        this.openFilesMax = openFilesMax;
    }

    /** A child with limits, no walls; it ends with the agent. */
    List<String> plain(LaunchSpec spec) {
        List<String> chain = new ArrayList<>(limits());
        chain.addAll(List.of(tools.path(Tools.Tool.SETPRIV), "--pdeathsig", "KILL", "--"));
        LaunchSpec.Foreign foreign = spec.foreign();
        if (foreign != null) {
            chain.addAll(List.of(tools.path(Tools.Tool.PRLIMIT), data(spec), "--"));
            chain.addAll(environment("--chdir=" + foreign.folder()));
        }
        PathRewrite rewrite = new PathRewrite(spec.binds());
        spec.command().forEach(argument -> chain.add(rewrite.apply(argument)));
        return chain;
    }

    /**
     * Walls that an ordinary user can build.
     *
     * @param leaf the cgroup to join, if the user was given any
     */
    List<String> asUser(LaunchSpec spec, @Nullable CgroupLeaf leaf) {
        List<String> chain = new ArrayList<>();
        if (leaf != null) {
            chain.addAll(joining(leaf));
        }
        chain.addAll(limits());
        chain.add(tools.path(Tools.Tool.BWRAP));
        chain.addAll(MountPlan.tree(spec));
        chain.addAll(namespaces(spec));
        chain.addAll(List.of("--remount-ro", "/", "--"));
        chain.addAll(gate(spec, leaf == null));
        return chain;
    }

    /**
     * Walls that root builds around a user of the slice's own.
     *
     * @param leaf the cgroup to join, if there is one
     */
    List<String> asRoot(LaunchSpec spec, int uid, @Nullable CgroupLeaf leaf) {
        List<String> chain = new ArrayList<>();
        if (leaf != null) {
            chain.addAll(joining(leaf));
        }
        chain.addAll(limits());
        chain.add(tools.path(Tools.Tool.BWRAP));
        chain.addAll(MountPlan.tree(spec));
        chain.addAll(List.of("--bind", "/proc", "/proc", "--chdir", "/", "--die-with-parent"));
        // Told of the agent's death by the kernel, which asks for the parent's right to signal: the
        // outer wrapper has none over another user, but over its own first process, root's too.
        // With
        // that ends its process namespace, and all in it.
        chain.add("--unshare-pid");
        // setpriv needs them to become the slice's user; there they end.
        chain.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"));
        String user = Integer.toString(uid);
        chain.addAll(List.of(tools.path(Tools.Tool.SETPRIV), "--reuid", user, "--regid", user));
        chain.addAll(List.of("--clear-groups", "--no-new-privs", tools.path(Tools.Tool.BWRAP)));
        chain.addAll(List.of("--ro-bind", "/", "/", "--dev-bind", "/dev", "/dev"));
        chain.addAll(List.of("--remount-ro", "/dev"));
        chain.addAll(namespaces(spec));
        chain.add("--");
        chain.addAll(gate(spec, leaf == null));
        return chain;
    }

    /** What joins a cgroup before it becomes the command that follows. */
    List<String> joining(CgroupLeaf leaf) {
        List<String> files = leaf.joinFiles();
        List<String> chain = new ArrayList<>();
        chain.addAll(List.of(tools.path(Tools.Tool.SH), "-c", JOIN, "sh"));
        chain.add(Integer.toString(files.size()));
        chain.addAll(files);
        return chain;
    }

    private List<String> limits() {
        String files = Long.toString(Math.min(OPEN_FILES, openFilesMax));
        return List.of(
                tools.path(Tools.Tool.PRLIMIT),
                "--core=0:0",
                "--nofile=" + files + ":" + files,
                "--");
    }

    private static List<String> namespaces(LaunchSpec spec) {
        List<String> args = new ArrayList<>(List.of("--unshare-all", "--unshare-user"));
        args.addAll(List.of("--proc", "/proc"));
        args.addAll(List.of("--size", Long.toString(MountPlan.TMP_BYTES), "--tmpfs", "/tmp"));
        String folder = spec.foreign() == null ? "/" : LaunchSpec.WORK;
        args.addAll(List.of("--chdir", folder, "--hostname", "slice"));
        args.addAll(List.of("--as-pid-1", "--new-session", "--die-with-parent"));
        args.addAll(List.of("--seccomp", Integer.toString(FILTER)));
        return args;
    }

    /**
     * What runs behind the walls first.
     *
     * @param limited whether to set limits here, since no cgroup does. Inside, that of processes
     *     counts those of this user namespace only; outside it would count all of a user's
     */
    private List<String> gate(LaunchSpec spec, boolean limited) {
        boolean foreign = spec.foreign() != null;
        List<String> args = new ArrayList<>();
        args.addAll(List.of(tools.path(Tools.Tool.SH), "-c", foreign ? FOREIGN_GATE : GATE, "sh"));
        if (limited) {
            int processes = spec.resources().processes();
            args.add(tools.path(Tools.Tool.PRLIMIT));
            args.add("--nproc=" + processes + ":" + processes);
            if (foreign) {
                args.add(data(spec));
            }
            args.add("--");
        }
        // bwrap sets PWD, whatever it is told.
        args.addAll(foreign ? environment() : List.of(tools.path(Tools.Tool.ENV), "-i"));
        args.addAll(spec.command());
        return args;
    }

    /**
     * A foreign program's memory where no cgroup counts it, of each of its processes. A JVM has
     * flags for that, and reserves what it does not use.
     */
    private static String data(LaunchSpec spec) {
        long bytes = spec.resources().memoryBytes();
        return "--data=" + bytes + ":" + bytes;
    }

    private List<String> environment(String... options) {
        List<String> args = new ArrayList<>(List.of(tools.path(Tools.Tool.ENV), "-i"));
        args.addAll(List.of(options));
        args.addAll(FOREIGN_ENVIRONMENT);
        return args;
    }

    /** Programs that a chain needs. */
    static List<Tools.Tool> needs(boolean walls) {
        return walls
                ? List.of(Tools.Tool.values())
                : List.of(Tools.Tool.PRLIMIT, Tools.Tool.SETPRIV, Tools.Tool.ENV);
    }

    /** The open files limit that this process may raise its soft one to. */
    static long openFilesMax(List<String> limits) {
        Optional<String> line =
                limits.stream().filter(it -> it.startsWith("Max open files")).findFirst();
        String[] words = line.orElse("").trim().split("\\s+", -1);
        boolean known = words.length >= 5 && words[4].matches("\\d{1,18}");
        return known ? Long.parseLong(words[4]) : Long.MAX_VALUE;
    }
}
