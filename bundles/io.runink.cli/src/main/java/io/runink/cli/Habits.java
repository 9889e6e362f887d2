package io.runink.cli;

import picocli.CommandLine.Option;

/** The options every command has. */
final class Habits {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** Read from the arguments before they are parsed, so that wrong usage is said in JSON too. */
    @Option(names = "--json", description = "Answer with exactly one JSON document.")
    boolean json;
}
