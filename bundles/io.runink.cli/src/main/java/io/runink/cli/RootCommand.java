package io.runink.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program itself: without a command it shows what there is. */
@Command(
        name = "runi",
        synopsisHeading = "Usage: ",
        customSynopsis = "runi COMMAND [OPTIONS]",
        description = {"", "Data pipelines from contracts, run as isolated processes.", ""},
        commandListHeading = "%nCommands:%n",
        footer = {
            "  server   Keep a kernel running: server start, server status, server stop.",
            "  shell    Open the OSGi console of the running kernel.",
            "  help     Show the help of a command: help run.",
            "",
            "Example:",
            "  runi demo",
            "",
            "State lives in $RUNINK_HOME, else in the nearest .runink folder upward, else in",
            "./.runink. 'runi COMMAND --help' shows a command's options and an example.",
            "",
            "Ends with: 0 done, 1 done with findings, 2 wrong usage, 3 bad input, 4 refused by",
            "policy, 5 the run failed, 70 a defect of Runink."
        })
final class RootCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    /** Taken here too, so that a program that forgot the command is answered in JSON. */
    @Option(names = "--json", hidden = true)
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
