package io.runink.agent;

import io.runink.api.command.KernelInfo;
import io.runink.api.error.RuninkException;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.SlicePlan;
import io.runink.posix.Posix;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.Launcher;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Starts external commands, each at the level of its run. */
final class CommandStarter {

    /** Where a program's name is looked up: what a command's own search path says. */
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"));

    /** What a command sees of the host. */
    private static final List<Path> VISIBLE =
            Stream.of("/usr", "/bin", "/sbin", "/lib", "/lib64").map(Path::of).toList();

    private final KernelInfo kernel;
    private final Launcher launcher;
    private final AtomicLong started = new AtomicLong();

    CommandStarter(KernelInfo kernel, Launcher launcher) {
        this.kernel = kernel;
        this.launcher = launcher;
    }

    /**
     * Starts the command of a slice.
     *
     * @param grant its ends of streams, and its files; still the caller's to close
     * @throws RuninkException if it cannot be started; nothing is left then
     */
    CommandLink start(Assignment assignment, SlicePlan slice, Grants.CommandGrant grant) {
        List<String> command = new ArrayList<>(grant.command().argv());
        command.set(0, program(slice, grant.command().program()).toString());
        // A thread of this JVM is no program: at level none a command is a plain child.
        IsolationLevel level = assignment.plan().isolation();
        level = level == IsolationLevel.NONE ? IsolationLevel.PROCESS : level;
        int[] errors = Posix.streamPair();
        try {
            Path log = Files.createDirectories(kernel.home().resolve("logs")).resolve("slices.log");
            SliceProcess process =
                    launcher.launch(
                            new LaunchSpec(
                                    "runink-"
                                            + ProcessHandle.current().pid()
                                            + "-command-"
                                            + started.incrementAndGet(),
                                    level,
                                    slice.resources().withScratch(0),
                                    List.of(),
                                    command,
                                    log,
                                    new LaunchSpec.Foreign(
                                            grant.input(),
                                            grant.output(),
                                            errors[1],
                                            Path.of(assignment.workspace()),
                                            grant.files())));
            String title = "command of step '" + slice.nodes().getFirst() + "' said";
            return new CommandLink(slice, process, LastWords.hear(errors[0], title, log));
        } catch (IOException e) {
            Posix.close(errors[0]);
            throw AgentError.DISTRIBUTION.exception(
                    "command of step '"
                            + slice.nodes().getFirst()
                            + "' cannot start: '"
                            + kernel.home().resolve("logs")
                            + "' cannot be used",
                    "check the home's permissions");
        } catch (RuninkException e) {
            Posix.close(errors[0]);
            throw e;
        } finally {
            Posix.close(errors[1]);
        }
    }

    private static Path program(SlicePlan slice, String name) {
        Path given = Path.of(name);
        List<Path> places =
                given.isAbsolute()
                        ? List.of(given)
                        : FOLDERS.stream().map(folder -> folder.resolve(name)).toList();
        return places.stream()
                .filter(CommandStarter::runs)
                .findFirst()
                .orElseThrow(() ->
                        AgentError.COMMAND_MISSING.exception(
                                "step '"
                                        + slice.nodes().getFirst()
                                        + "' needs the program '"
                                        + name
                                        + "', which is not in "
                                        + (given.isAbsolute() ? VISIBLE : FOLDERS),
                                "install it there"));
    }

    private static boolean runs(Path program) {
        try {
            Path real = program.toRealPath();
            return Files.isRegularFile(real)
                    && Files.isExecutable(real)
                    && VISIBLE.stream().anyMatch(real::startsWith);
        } catch (IOException e) {
            return false;
        }
    }
}
