package io.runink.isolation;

import io.runink.api.error.RuninkException;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.Capabilities.Mechanism;
import io.runink.spi.isolation.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The parts that walls are made of, for {@code runi doctor --isolation}: a slice is started at the
 * strongest level that has walls, tries what it must not do, and is looked at from outside.
 */
final class Mechanisms {

    private static final Resources SMALL = new Resources(64L << 20, 1000, 16);
    private static final List<String> NAMESPACES =
            List.of("user", "pid", "mnt", "net", "uts", "ipc", "cgroup");

    /** Says what a call that is not listed answered, and stays to be looked at. */
    private static final String PROBE =
            "unshare --uts true 2>/dev/null && echo made || echo refused;"
                    + " echo x 2>/dev/null >/usr/x && echo made || echo refused;"
                    + " echo >&3; read end <&3";

    private final Machine machine;
    private final Capabilities found;
    private final List<CgroupProof.Finding> limits;
    private final Function<LaunchSpec, StartedSlice> start;
    private final List<Mechanism> rows = new ArrayList<>();

    Mechanisms(
            Machine machine,
            Capabilities found,
            List<CgroupProof.Finding> limits,
            Function<LaunchSpec, StartedSlice> start) {
        this.machine = machine;
        this.found = found;
        this.limits = limits;
        this.start = start;
    }

    /** All, weakest level first. */
    List<Mechanism> rows() {
        for (Tools.Tool tool : Tools.Tool.values()) {
            String program = tool.name().toLowerCase(java.util.Locale.ROOT);
            boolean walls = !CommandChain.needs(false).contains(tool);
            boolean there = machine.tools().find(tool).isPresent();
            add(
                    program,
                    there,
                    walls ? IsolationLevel.SANDBOX : IsolationLevel.PROCESS,
                    "looked for in the system's folders",
                    machine.tools().find(tool).map(Path::toString).orElse(tool.absence()),
                    tool.remedy());
        }
        IsolationLevel level =
                found.gives(IsolationLevel.FULL) ? IsolationLevel.FULL : IsolationLevel.SANDBOX;
        if (found.gives(level)) {
            walls(level);
        } else {
            Capabilities.Missing missing = found.lacks(IsolationLevel.SANDBOX).orElseThrow();
            add(
                    "walls",
                    false,
                    IsolationLevel.SANDBOX,
                    "a slice was to be started",
                    missing.reason(),
                    missing.remedy());
        }
        cgroups();
        return List.copyOf(rows);
    }

    private void walls(IsolationLevel level) {
        Path log = null;
        try {
            log = Files.createTempFile("runink-mechanisms", ".log");
            String name =
                    "probe-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            List<String> command = List.of(machine.tools().path(Tools.Tool.SH), "-c", PROBE);
            LaunchSpec spec = new LaunchSpec(name, level, SMALL, List.of(), command, log);
            try (StartedSlice slice = start.apply(spec)) {
                slice.control().receive();
                look(Path.of("/proc", Long.toString(slice.pid())), Files.readAllLines(log));
                user(slice.uid());
            }
        } catch (RuninkException | IOException e) {
            add(
                    "walls",
                    false,
                    IsolationLevel.SANDBOX,
                    "a slice was to be started",
                    String.valueOf(e.getMessage()),
                    new MachineFacts(machine).cure());
        } finally {
            SelfTest.delete(log);
        }
    }

    private void look(Path process, List<String> answers) throws IOException {
        String cure = new MachineFacts(machine).cure();
        for (String namespace : NAMESPACES) {
            Path place = Path.of("ns", namespace);
            Path its = Files.readSymbolicLink(process.resolve(place));
            boolean own = !its.equals(Files.readSymbolicLink(Path.of("/proc/self").resolve(place)));
            add(
                    namespace + " namespace",
                    own,
                    IsolationLevel.SANDBOX,
                    "a slice, seen from outside",
                    own ? its.toString() : "the agent's",
                    cure);
        }
        List<String> status = Files.readAllLines(process.resolve("status"));
        boolean refused = answers.size() == 2 && answers.getFirst().equals("refused");
        String filter = WallCheck.value(status, "Seccomp");
        add(
                "system call filter",
                refused && filter.equals("2"),
                IsolationLevel.SANDBOX,
                "a slice made a call that is not listed",
                (refused ? "refused" : "allowed") + ", Seccomp " + filter,
                cure);
        boolean closed = answers.size() == 2 && answers.get(1).equals("refused");
        add(
                "read-only files",
                closed,
                IsolationLevel.SANDBOX,
                "a slice wrote to /usr",
                closed ? "refused" : "written",
                cure);
        String privileges = WallCheck.value(status, "NoNewPrivs");
        seen("no new privileges", privileges.equals("1"), "NoNewPrivs " + privileges);
        String capabilities = WallCheck.value(status, "CapEff");
        seen("no capabilities", capabilities.matches("0+"), "CapEff " + capabilities);
        String map = Files.readString(process.resolve("uid_map")).strip().replaceAll("\\s+", " ");
        seen("no root in its users", !map.matches("\\d+ 0 .*"), "map " + map);
    }

    private void seen(String name, boolean works, String what) {
        String cure = new MachineFacts(machine).cure();
        add(name, works, IsolationLevel.SANDBOX, "a slice, seen from outside", what, cure);
    }

    private void user(long uid) {
        boolean own = uid != machine.uid();
        add(
                "user of its own",
                own,
                IsolationLevel.FULL,
                "a slice, seen from outside",
                own ? "uid " + uid : "the agent's, uid " + uid,
                "start the agent as root");
    }

    private void cgroups() {
        String remedy = "give the agent cgroups of its own (systemd: Delegate=yes)";
        add(
                "cgroups",
                machine.cgroups().isPresent(),
                IsolationLevel.FULL,
                "read /proc/self/mountinfo",
                machine.cgroups()
                        .map(it -> MachineFacts.mode(it.mode()))
                        .orElse("none with memory, cpu and pids"),
                "mount /sys/fs/cgroup for writing");
        for (CgroupProof.Finding limit : limits) {
            add(
                    "limit: " + limit.limit(),
                    limit.holds(),
                    IsolationLevel.FULL,
                    limit.tried(),
                    limit.found(),
                    remedy);
        }
    }

    private void add(
            String name,
            boolean works,
            IsolationLevel level,
            String tried,
            String what,
            String remedy) {
        rows.add(new Mechanism(name, works, level, tried, what, works ? "" : remedy));
    }
}
