package io.runink.api.contract;

/** How much of a dataset a rule looks at, which decides what may be done about a violation. */
public enum RuleClass {
    /** One row at a time: the verdict is exact for the row. */
    RECORD,
    /** All rows that share a key: the verdict needs state over the run. */
    KEYED_SET,
    /** The dataset as a whole: there is no verdict on a row. */
    DATASET
}
