package io.runink.compile;

import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks the steps that start a program: what they start, and which files of the workspace it may
 * read. Their digests go into the DAG, so that a run is of what was compiled.
 */
final class Commands {

    /** The step's name. */
    static final String STEP = "command";

    /** A program is named, and the herd grants it: where it is, is the agent's matter. */
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

    private static final Set<String> WIRES = Set.of("arrow", "jsonl");

    private static final int ARGUMENTS_MAX = 64;

    /** Characters of all arguments together. */
    private static final int LENGTH_MAX = 4_096;

    /** Bytes of a file: programs that people write, not data. */
    private static final int SIZE_MAX = 1024 * 1024;

    private final Path workspace;
    private final ValuePlaces places;
    private final Problems problems;
    private final SortedMap<String, String> digests = new TreeMap<>();

    Commands(Path workspace, ValuePlaces places, Problems problems) {
        this.workspace = workspace;
        this.places = places;
        this.problems = problems;
    }

    /** Checks those of a scenario; answers the SHA-256 of every file, in hex, by path. */
    SortedMap<String, String> check(Scenario scenario, ResolvedTags resolved) {
        for (Tag tag : scenario.tags()) {
            if (resolved.step(tag).orElse(null) instanceof Binding.Plugged step
                    && step.step().name().equals(STEP)
                    && step.arguments().right()) {
                check(step.arguments());
            }
        }
        return digests;
    }

    private void check(StepArguments arguments) {
        List<Written> run = arguments.values("run");
        int length = run.stream().mapToInt(it -> it.text().length()).sum();
        if (run.isEmpty() || run.size() > ARGUMENTS_MAX || length > LENGTH_MAX) {
            problems.add(
                    CompileError.COMMAND,
                    arguments.tag().place(),
                    run.isEmpty()
                            ? "the command names no program"
                            : "the command has more than "
                                    + ARGUMENTS_MAX
                                    + " arguments or "
                                    + LENGTH_MAX
                                    + " characters",
                    "write run=[\"program\", \"argument\", …]");
            return;
        }
        if (!PROGRAM.matcher(run.getFirst().text()).matches()) {
            wrong(
                    run.getFirst(),
                    "is no name of a program",
                    "name it without a folder; the herd's file grants it by that name");
        }
        for (Written argument : run.subList(1, run.size())) {
            if (argument.text().chars().anyMatch(Character::isISOControl)) {
                wrong(argument, "holds a control character", "remove it");
            } else if (argument.text().indexOf('/') >= 0) {
                file(argument);
            }
        }
        arguments.values("files").forEach(this::file);
        arguments.values("wire").stream()
                .filter(it -> !WIRES.contains(it.text()))
                .forEach(it -> wrong(it, "is no form of rows", "write \"arrow\" or \"jsonl\""));
    }

    private void wrong(Written argument, String what, String remedy) {
        problems.add(
                CompileError.COMMAND,
                argument.place(places),
                "'" + argument.text() + "' " + what,
                remedy);
    }

    private void file(Written argument) {
        String remedy = "write a path that starts at the workspace and stays in it";
        try {
            Path path = Path.of(argument.text());
            if (path.isAbsolute() || !path.equals(path.normalize()) || path.startsWith("..")) {
                wrong(argument, "is no path inside the workspace", remedy);
                return;
            }
            Path file = workspace.resolve(path);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !file.toRealPath().startsWith(workspace.toRealPath())) {
                wrong(argument, "is no file of the workspace", remedy);
                return;
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(SIZE_MAX + 1);
                if (bytes.length > SIZE_MAX) {
                    wrong(argument, "has more than " + SIZE_MAX + " bytes", "make it smaller");
                }
                digests.put(argument.text(), DagBundle.sha256(bytes));
            }
        } catch (InvalidPathException e) {
            wrong(argument, "is no path", remedy);
        } catch (IOException e) {
            wrong(argument, "cannot be read", "let it be readable");
        }
    }
}
