package io.runink.api.plan;

import io.runink.api.herd.IsolationLevel;

/** How rows travel from slice to slice. */
public enum Wire {
    /** A ring of slots in memory that both slices share. */
    MEMORY("shared memory"),
    /** An Arrow IPC stream over a socket. */
    STREAM("stream");

    private final String text;

    Wire(String text) {
        this.text = text;
    }

    /** As people are told. */
    public String text() {
        return text;
    }

    /** What slices use at a level: threads of one JVM share their memory as it is. */
    public static Wire at(IsolationLevel level) {
        return level == IsolationLevel.NONE ? STREAM : MEMORY;
    }
}
