package io.runink.isolation;

import io.runink.api.error.RuninkException;
import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An agent of its own process, for tests that end it or start it as somebody else. */
final class AgentProgram {

    private AgentProgram() {}

    /** Takes a folder for logs; prints what it did, and waits until its input ends. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (SliceLauncher launcher = new SliceLauncher(Machine.here())) {
            Capabilities capabilities = launcher.capabilities();
            for (IsolationLevel level :
                    List.of(IsolationLevel.FULL, IsolationLevel.SANDBOX, IsolationLevel.PROCESS)) {
                String name = "agent-" + ProcessHandle.current().pid() + "-" + level.text();
                LaunchSpec spec =
                        new LaunchSpec(
                                name,
                                level,
                                Walls.SMALL,
                                List.of(),
                                List.of("/bin/sh", "-c", script(level)),
                                folder.resolve(name));
                try {
                    SliceProcess slice = launcher.launch(spec);
                    slice.control().receive();
                    System.out.println(
                            level.text()
                                    + " "
                                    + slice.pid()
                                    + " "
                                    + slice.uid()
                                    + " "
                                    + Files.readString(spec.log()).strip().replace('\n', ' '));
                } catch (RuninkException e) {
                    System.out.println(level.text() + " refused " + e.getMessage());
                }
            }
            capabilities.facts().forEach(System.out::println);
            System.out.println("up");
            System.in.read();
        }
    }

    /** Without walls a command's own children are not ended with it. */
    private static String script(IsolationLevel level) {
        return level == IsolationLevel.PROCESS ? SCRIPT.replace("sleep 300 & ", "") : SCRIPT;
    }

    /** Tells of its walls, and lives until it is killed. */
    private static final String SCRIPT =
            "id -u; grep -E 'Seccomp:|NoNewPrivs|CapEff' /proc/self/status; cat /proc/self/uid_map;"
                    + " echo up >&3; sleep 300 & exec sleep 300";
}
