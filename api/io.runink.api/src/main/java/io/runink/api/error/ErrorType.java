package io.runink.api.error;

/** Who has to act on a problem. */
public enum ErrorType {
    /** The author of a scenario, contract, command or configuration. */
    USER,
    /** The makers of Runink: a defect. */
    INTERNAL,
    /** The operator: memory, disk, quota, processes. */
    RESOURCES,
    /** Somebody else's system: a file that vanished, a server that refused. */
    EXTERNAL
}
