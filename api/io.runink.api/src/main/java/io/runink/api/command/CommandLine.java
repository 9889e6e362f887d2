package io.runink.api.command;

/** Executes commands inside a running kernel. The command-line room provides it. */
public interface CommandLine {

    /**
     * Executes one command. Never throws: whatever goes wrong is said on {@code err} and in the
     * status.
     *
     * @return the exit status
     */
    int execute(Invocation invocation);
}
