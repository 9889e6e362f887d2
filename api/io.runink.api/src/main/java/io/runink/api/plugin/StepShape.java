package io.runink.api.plugin;

/**
 * How the columns that a step yields follow from those it takes and from its parameters. The
 * compiler infers the output of every shape but {@link #DECLARED}; no code of a plug-in runs for
 * it.
 */
public enum StepShape {
    /** The columns of its inputs, which all have the same. */
    SAME,
    /** Those its parameter {@code columns} lists, in that order. */
    SELECT,
    /** Those of its input; a free parameter {@code new="old"} renames one. */
    RENAME,
    /** Those of its input; a free parameter {@code column="type"} gives one another type. */
    CAST,
    /** Those of its input; a free parameter {@code column="expression"} adds or replaces one. */
    DERIVE,
    /**
     * Those of its first input, then those of its second that the first lacks; of a {@code kind}
     * {@code anti} the first's alone. Keys are in {@code on}: {@code "a"} or {@code "a = b"}.
     */
    JOIN,
    /**
     * The columns of {@code by}, then, with a window, {@code window_start} and {@code window_end},
     * then a column for each free parameter {@code column="function(column)"}.
     */
    AGGREGATE,
    /**
     * Those of its input, but the list column {@code column} becomes one element a row: a struct's
     * members become columns, any other element keeps the column's name.
     */
    FLATTEN,
    /** Whatever its contract says: the tag or its consumers must name one. */
    DECLARED
}
