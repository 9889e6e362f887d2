package io.runink.isolation;

import io.runink.posix.Posix;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What walls can be built from here.
 *
 * @param tools programs
 * @param uid the agent's user; 0 is root
 * @param cgroups where limits can be set
 * @param filters the system call filters, empty for a processor that none is known for
 */
record Machine(Tools tools, int uid, Optional<CgroupTree> cgroups, Filters filters) {

    /** Looks at this machine. */
    static Machine here() {
        CgroupMounts mounts =
                CgroupMounts.parse(text("/proc/self/mountinfo"), text("/proc/self/cgroup"));
        Filters filters =
                Processor.named(System.getProperty("os.arch", ""))
                        .map(Filters::of)
                        .orElse(Filters.NONE);
        return new Machine(Tools.ofMachine(), Posix.uid(), CgroupTree.of(mounts), filters);
    }

    private static String text(String file) {
        return String.join("\n", CgroupFiles.lines(Path.of(file)));
    }
}
