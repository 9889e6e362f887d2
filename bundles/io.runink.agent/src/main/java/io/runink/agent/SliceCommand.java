package io.runink.agent;

import io.runink.api.plan.Resources;
import io.runink.spi.isolation.LaunchSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java command of a slice. A JVM behind walls does not see its cgroup (its memory limit would
 * read as the host's), so heap, stacks and processors are always passed.
 */
final class SliceCommand {

    /** Where a slice finds its Java. */
    private static final String JDK = "/runink/jdk";

    /** Where a slice finds its modules. */
    private static final String LIB = "/runink/lib";

    /** Where a slice finds its plug-ins. */
    private static final String PLUGINS = "/runink/plugins";

    /** Where a slice finds the classes that {@code train-slices} kept ready. */
    static final String CACHE = "/runink/slice.aot";

    /** Below this, the C1 compiler alone finishes sooner than it takes C2 to warm up. */
    private static final long QUICK_BYTES_MAX = 24L * 1024 * 1024;

    private SliceCommand() {}

    /** Whether a slice is better off starting fast than running fast. */
    static boolean quick(long inputBytes) {
        return inputBytes < QUICK_BYTES_MAX;
    }

    /**
     * The command, with paths as they are inside the walls.
     *
     * @param cached whether {@link #CACHE} is bound; the JVM ignores one that does not fit
     */
    static List<String> of(Resources resources, boolean quick, boolean cached) {
        long mebibyte = 1024 * 1024;
        // Of 256 MiB: heap 96, Arrow 48 (the runtime's own limit), unique keys and the rest below.
        long heap = Math.max(32, resources.memoryBytes() / mebibyte * 3 / 8);
        List<String> command = new ArrayList<>();
        command.add(JDK + "/bin/java");
        command.add("-XX:+UseSerialGC");
        if (quick) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        if (cached) {
            command.add("-XX:AOTCache=" + CACHE);
        }
        command.addAll(
                List.of(
                        // A heap of one size: what a slice uses does not depend on how long it
                        // runs.
                        "-Xms" + heap + "m",
                        "-Xmx" + heap + "m",
                        "-Xmn" + heap / 3 + "m",
                        "-Xss1m",
                        "-XX:MaxDirectMemorySize=16m",
                        "-XX:MaxMetaspaceSize=64m",
                        "-XX:ReservedCodeCacheSize=32m",
                        "-XX:ActiveProcessorCount=" + Math.max(1, resources.cpuMillis() / 1000),
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/tmp/hs_err.log",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--add-opens=java.base/java.nio=io.runink.arrow",
                        "--add-opens=java.base/java.io=io.runink.posix",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=io.runink.posix,io.runink.arrow,io.runink.duckdb",
                        "-Darrow.allocation.manager.type=Unsafe",
                        "-Drunink.plugins=" + PLUGINS,
                        // What plug-ins may be written in terms of and the runtime is not.
                        "--add-modules=io.runink.cel,io.runink.spill,io.runink.duckdb",
                        "-p",
                        LIB,
                        "-m",
                        "io.runink.slice/io.runink.slice.SliceMain"));
        return List.copyOf(command);
    }

    /** What of the host the command reads: Java, the runtime's modules, the plug-ins' jars. */
    static List<LaunchSpec.Bind> binds(Path java, Path lib, List<Path> plugins) {
        List<LaunchSpec.Bind> binds = new ArrayList<>();
        binds.add(new LaunchSpec.Bind(java, JDK));
        binds.add(new LaunchSpec.Bind(lib, LIB));
        for (Path plugin : plugins) {
            binds.add(new LaunchSpec.Bind(plugin, PLUGINS + "/" + plugin.getFileName()));
        }
        return List.copyOf(binds);
    }

    /**
     * The same for a level without a tree of files of its own, where a bind only renames: the whole
     * folder of plug-ins, since the command names that and not the jars in it.
     */
    static List<LaunchSpec.Bind> bareBinds(Path java, Path lib, Path plugins) {
        return List.of(
                new LaunchSpec.Bind(java, JDK),
                new LaunchSpec.Bind(lib, LIB),
                new LaunchSpec.Bind(plugins, PLUGINS));
    }
}
