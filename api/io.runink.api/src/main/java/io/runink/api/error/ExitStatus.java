package io.runink.api.error;

/** Exit codes of {@code runi}, fixed by {@code docs/cli.md}. */
public enum ExitStatus {
    DONE(0),
    FINDINGS(1),
    USAGE(2),
    BAD_INPUT(3),
    REFUSED(4),
    RUN_FAILED(5),
    DEFECT(70);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The number the process ends with. */
    public int code() {
        return code;
    }
}
