package io.runink.isolation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Version 2 wants processes in leaves only: before a cgroup may limit its children, the agent's own
 * process moves into one of them.
 */
final class CgroupDelegation {

    /** Not swept: an agent lives there. */
    private static final String AGENT = "runink.agent";

    private CgroupDelegation() {}

    /** The folder for leaves, for a process that may have moved already. */
    static Path base(Path own) {
        Path parent = own.getParent();
        return parent != null && own.endsWith(AGENT) && Files.exists(types(own)) ? parent : own;
    }

    /** Lets the children of a cgroup be limited. */
    static void enable(Path base, List<String> controllers) {
        Path control = base.resolve("cgroup.subtree_control");
        String enabled = " " + String.join(" ", CgroupFiles.lines(control)) + " ";
        if (controllers.stream().allMatch(it -> enabled.contains(" " + it + " "))) {
            return;
        }
        // The kernel's root cgroup has no such file, and may have processes beside children.
        if (Files.exists(types(base))) {
            vacate(base);
        }
        for (String controller : controllers) {
            CgroupFiles.write(control, "+" + controller);
        }
    }

    private static void vacate(Path base) {
        Path procs = base.resolve("cgroup.procs");
        Path agent = base.resolve(AGENT);
        List<String> mine = lineage();
        List<String> inside = CgroupFiles.lines(procs);
        if (!mine.containsAll(inside)) {
            throw IsolationError.CGROUP.exception(
                    "cgroup '" + base + "' has other processes than the agent",
                    "start it in one of its own: systemd-run --scope -p Delegate=yes");
        }
        if (!Files.isDirectory(agent)) {
            CgroupFiles.make(agent);
        }
        for (String process : inside) {
            CgroupFiles.write(agent.resolve("cgroup.procs"), process);
        }
    }

    /** This process and those that started it: a shell, sudo. */
    private static List<String> lineage() {
        return java.util.stream.Stream.iterate(
                        Optional.of(ProcessHandle.current()),
                        Optional::isPresent,
                        it -> it.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream)
                .map(it -> Long.toString(it.pid()))
                .toList();
    }

    private static Path types(Path folder) {
        return folder.resolve("cgroup.type");
    }
}
