package io.runink.isolation;

import io.runink.spi.isolation.Capabilities.Fact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code runi doctor} tells of walls, and why trials fail. */
final class MachineFacts {

    private static final Path KERNEL = Path.of("/proc/sys/kernel");

    private final Machine machine;

    MachineFacts(Machine machine) {
        this.machine = machine;
    }

    /** All, in order. */
    List<Fact> all() {
        List<Fact> facts = new ArrayList<>();
        facts.add(good("kernel", first(KERNEL.resolve("osrelease"))));
        facts.add(
                machine.uid() == 0
                        ? good("user", "root")
                        : new Fact(
                                "user",
                                true,
                                "uid " + machine.uid() + ", so that level full is out of reach",
                                ""));
        for (Tools.Tool tool : Tools.Tool.values()) {
            facts.add(
                    machine.tools()
                            .find(tool)
                            .map(path -> good(name(tool), path.toString()))
                            .orElseGet(() -> bad(name(tool), tool.absence(), tool.remedy())));
        }
        facts.add(
                machine.cgroups()
                        .map(it -> good("cgroups", mode(it.mode()) + " below " + it.memory()))
                        .orElseGet(() ->
                                bad(
                                        "cgroups",
                                        "none with memory, cpu and pids",
                                        "mount /sys/fs/cgroup for writing")));
        facts.add(seccomp());
        facts.add(userNamespaces());
        return facts;
    }

    private static Fact seccomp() {
        String actions = first(KERNEL.resolve("seccomp/actions_avail"));
        return actions.contains("kill_process")
                ? good("seccomp", actions)
                : bad("seccomp", "not in this kernel", "use one with CONFIG_SECCOMP_FILTER");
    }

    private static Fact userNamespaces() {
        String number = first(Path.of("/proc/sys/user/max_user_namespaces"));
        if (number.isEmpty() || number.equals("0")) {
            return bad(
                    "user namespaces",
                    "user.max_user_namespaces is " + (number.isEmpty() ? "missing" : number),
                    "sysctl -w user.max_user_namespaces=10000");
        }
        if (first(KERNEL.resolve("unprivileged_userns_clone")).equals("0")) {
            return bad(
                    "user namespaces",
                    "kernel.unprivileged_userns_clone is 0",
                    "sysctl -w kernel.unprivileged_userns_clone=1");
        }
        if (first(KERNEL.resolve("apparmor_restrict_unprivileged_userns")).equals("1")) {
            return bad(
                    "user namespaces",
                    "kernel.apparmor_restrict_unprivileged_userns is 1",
                    "give "
                            + Path.of("/usr/bin/bwrap")
                            + " an AppArmor profile that allows"
                            + " userns, or sysctl -w"
                            + " kernel.apparmor_restrict_unprivileged_userns=0");
        }
        return good("user namespaces", "at most " + number);
    }

    /** What most likely helps where a trial failed. */
    String cure() {
        return all().stream()
                .filter(fact -> !fact.good())
                .map(Fact::remedy)
                .findFirst()
                .orElse(
                        "in a container, allow it namespaces and its cgroup (--privileged, or"
                                + " --security-opt seccomp=unconfined --security-opt"
                                + " apparmor=unconfined); else report the reason");
    }

    /** A mode as people read it. */
    static String mode(CgroupTree.Mode mode) {
        return switch (mode) {
            case V1 -> "version 1";
            case V2 -> "version 2";
            case HYBRID -> "version 1 with 2 beside it";
        };
    }

    private static String name(Tools.Tool tool) {
        return tool.name().toLowerCase(Locale.ROOT);
    }

    private static String first(Path file) {
        List<String> lines = CgroupFiles.lines(file);
        return lines.isEmpty() ? "" : lines.getFirst().strip();
    }

    private static Fact good(String name, String finding) {
        return new Fact(name, true, finding, "");
    }

    private static Fact bad(String name, String finding, String remedy) {
        return new Fact(name, false, finding, remedy);
    }
}
