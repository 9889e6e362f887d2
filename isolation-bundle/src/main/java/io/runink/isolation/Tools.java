package io.runink.isolation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs of the machine that build walls. Looked for in the system's own folders only: an agent
 * that is root runs nothing that a search path names.
 */
final class Tools {

    /** A program, and the package that has it. */
    enum Tool {
        SH("sh", "dash"),
        ENV("env", "coreutils"),
        PRLIMIT("prlimit", "util-linux"),
        SETPRIV("setpriv", "util-linux"),
        BWRAP("bwrap", "bubblewrap");

        private final String program;
        private final String pack;

        Tool(String program, String pack) {
            this.program = program;
            this.pack = pack;
        }

        /** Why walls are missing without it. */
        String absence() {
            return (this == BWRAP ? "bubblewrap" : program) + " is not installed";
        }

        /** What brings it. */
        String remedy() {
            return "apt-get install "
                    + pack
                    + " (or the package of this system that has '"
                    + program
                    + "')";
        }
    }

    private static final List<Path> FOLDERS =
            List.of(
                    Path.of("/usr/bin"),
                    Path.of("/bin"),
                    Path.of("/usr/sbin"),
                    Path.of("/sbin"),
                    Path.of("/usr/local/bin"));

    private final Map<Tool, Path> found = new EnumMap<>(Tool.class);

    /** Looks in folders, first come first taken. */
    Tools(List<Path> folders) {
        for (Tool tool : Tool.values()) {
            folders.stream()
                    .map(folder -> folder.resolve(tool.program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(path -> found.put(tool, path));
        }
    }

    /** Those of this machine. */
    static Tools ofMachine() {
        return new Tools(FOLDERS);
    }

    /** Where a program is. */
    Optional<Path> find(Tool tool) {
        return Optional.ofNullable(found.get(tool));
    }

    /** Where a program is that was found before. */
    String path(Tool tool) {
        return find(tool)
                .orElseThrow(
                        () -> IsolationError.LEVEL_MISSING.exception(tool.absence(), tool.remedy()))
                .toString();
    }

    /** The first of some that is not there. */
    Optional<Tool> missing(List<Tool> needed) {
        return needed.stream().filter(it -> !found.containsKey(it)).findFirst();
    }
}
