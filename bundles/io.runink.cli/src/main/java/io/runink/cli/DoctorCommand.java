package io.runink.cli;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.Launcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what this machine can and cannot do, each with the fix. */
@Command(
        name = "doctor",
        description = {
            "Say what this machine can and cannot do, each with the fix.",
            "",
            "Ends with 0 if pipelines can run walled in (level sandbox or full), else with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  runi doctor", "  runi doctor --isolation"})
final class DoctorCommand implements Callable<Integer> {

    /** The release that this code is compiled for. */
    private static final int JDK = 25;

    /** Room for a Barn's log and a small run's staged output; below it, trouble is near. */
    private static final long DISK_BYTES = 1L << 30;

    /** The folders of a distribution that no command can do without. */
    private static final List<String> PARTS = List.of("lib/slice", "lib/api", "examples");

    @Mixin Habits habits = new Habits();

    @Option(
            names = "--isolation",
            description = "Try each wall around slices alone, and say which stand.")
    boolean isolation;

    private final Session session;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Launcher launcher = session.services().need(Launcher.class);
        Capabilities machine = launcher.capabilities();
        if (isolation) {
            new IsolationScreen(session.console()).print(machine, launcher.mechanisms());
            return walled(machine) ? 0 : 1;
        }
        List<Capabilities.Fact> facts = new ArrayList<>();
        facts.add(jdk());
        facts.add(home());
        facts.add(disk());
        facts.add(distribution());
        facts.add(loopback());
        facts.addAll(machine.facts());
        IsolationLevel strongest = machine.levels().getFirst().level();

        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("isolation", strongest.text());
        document.put("levels", levels(machine));
        document.put("checks", facts);
        session.console().answer(document, () -> print(machine, facts, strongest));
        return walled(machine) ? 0 : 1;
    }

    private static boolean walled(Capabilities machine) {
        return machine.gives(IsolationLevel.FULL) || machine.gives(IsolationLevel.SANDBOX);
    }

    private static List<Map<String, @Nullable Object>> levels(Capabilities machine) {
        List<Map<String, @Nullable Object>> levels = new ArrayList<>();
        for (IsolationLevel level : List.of(IsolationLevel.values()).reversed()) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("level", level.text());
            document.put("given", machine.gives(level));
            document.put("why", why(machine, level));
            document.put(
                    "remedy", machine.lacks(level).map(Capabilities.Missing::remedy).orElse(null));
            levels.add(document);
        }
        return levels;
    }

    /** What makes a machine give a level, or why it does not. */
    static String why(Capabilities machine, IsolationLevel level) {
        return machine.levels().stream()
                .filter(it -> it.level() == level)
                .map(Capabilities.Level::evidence)
                .findFirst()
                .or(() -> machine.lacks(level).map(Capabilities.Missing::reason))
                .orElse("not tried");
    }

    private void print(
            Capabilities machine, List<Capabilities.Fact> facts, IsolationLevel strongest) {
        Console console = session.console();
        console.line("This machine isolates slices at level '" + strongest.text() + "'.");
        console.line("");
        Table levels = new Table("LEVEL", "GIVEN", "WHY");
        for (IsolationLevel level : List.of(IsolationLevel.values()).reversed()) {
            levels.row(level.text(), machine.gives(level) ? "yes" : "no", why(machine, level));
        }
        levels.print(console.out(), "  ");
        console.line("");
        Table checks = new Table("CHECK", "GOOD", "FOUND");
        facts.forEach(it -> checks.row(it.name(), it.good() ? "yes" : "no", it.finding()));
        checks.print(console.out(), "  ");
        List<String> fixes = new ArrayList<>();
        machine.missing().forEach(it -> fixes.add(it.level().text() + ": " + it.remedy()));
        facts.stream()
                .filter(it -> !it.good())
                .forEach(it -> fixes.add(it.name() + ": " + it.remedy()));
        fixes.removeIf(fix -> fix.endsWith(": "));
        if (!fixes.isEmpty()) {
            console.line("");
            console.line("What to do:");
            fixes.forEach(fix -> console.line("  " + fix));
        }
    }

    private static Capabilities.Fact jdk() {
        Runtime.Version version = Runtime.version();
        return new Capabilities.Fact(
                "JDK",
                version.feature() >= JDK,
                version + ", " + System.getProperty("java.home"),
                "install a JDK " + JDK + " and set JAVA_HOME");
    }

    private Capabilities.Fact home() {
        Path home = session.kernel().home();
        return new Capabilities.Fact(
                "home",
                Files.isWritable(home),
                home.toString(),
                "give yourself the right to write there, or set RUNINK_HOME to another folder");
    }

    private Capabilities.Fact disk() {
        Figures figures = session.console().figures();
        try {
            FileStore store = Files.getFileStore(session.kernel().home());
            long free = store.getUsableSpace();
            return new Capabilities.Fact(
                    "disk",
                    free >= DISK_BYTES,
                    figures.bytes(free) + " free",
                    "free at least " + figures.bytes(DISK_BYTES) + " where the home is");
        } catch (IOException e) {
            return new Capabilities.Fact(
                    "disk", false, "cannot be asked", "check that the home exists");
        }
    }

    private Capabilities.Fact distribution() {
        Path root = session.kernel().distribution();
        List<String> missing =
                PARTS.stream().filter(part -> !Files.isDirectory(root.resolve(part))).toList();
        return new Capabilities.Fact(
                "distribution",
                missing.isEmpty(),
                missing.isEmpty()
                        ? session.kernel().version() + " in " + root
                        : root + " lacks " + String.join(", ", missing),
                "build or install it anew");
    }

    private static Capabilities.Fact loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Capabilities.Fact(
                    "loopback port",
                    true,
                    "port " + socket.getLocalPort() + " could be opened",
                    "");
        } catch (IOException e) {
            return new Capabilities.Fact(
                    "loopback port",
                    false,
                    "none could be opened",
                    "let this user listen on the loopback interface; the Barn needs it");
        }
    }
}
