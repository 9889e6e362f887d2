package io.runink.cli;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.Launcher;
import io.runink.spi.isolation.SliceProcess;
import java.util.List;

/** A machine of an ordinary user, or one that walls nothing in. */
final class FakeMachine implements Launcher {

    boolean walls = true;

    @Override
    public Capabilities capabilities() {
        Capabilities.Level none =
                new Capabilities.Level(IsolationLevel.NONE, "the kernel's own process");
        Capabilities.Level sandbox =
                new Capabilities.Level(IsolationLevel.SANDBOX, "user namespaces work");
        return new Capabilities(
                walls ? List.of(sandbox, none) : List.of(none),
                List.of(
                        new Capabilities.Missing(
                                IsolationLevel.FULL, "no cgroup is delegated", "run as root")),
                List.of(
                        new Capabilities.Fact("seccomp", true, "filters can be set", ""),
                        new Capabilities.Fact("cgroup", false, "version 1", "delegate one")));
    }

    @Override
    public List<Capabilities.Mechanism> mechanisms() {
        return List.of(
                new Capabilities.Mechanism(
                        "bwrap",
                        walls,
                        IsolationLevel.SANDBOX,
                        "looked for it",
                        walls ? "/usr/bin/bwrap" : "not installed",
                        walls ? "" : "apt-get install bubblewrap"),
                new Capabilities.Mechanism(
                        "user of its own",
                        false,
                        IsolationLevel.FULL,
                        "a slice, seen from outside",
                        "the agent's",
                        "start the agent as root"));
    }

    @Override
    public SliceProcess launch(LaunchSpec spec) {
        throw new UnsupportedOperationException("no test launches");
    }
}
