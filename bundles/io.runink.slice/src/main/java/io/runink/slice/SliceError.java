package io.runink.slice;

import static io.runink.api.error.ErrorType.EXTERNAL;
import static io.runink.api.error.ErrorType.INTERNAL;
import static io.runink.api.error.ErrorType.RESOURCES;
import static io.runink.api.error.ErrorType.USER;
import static io.runink.api.error.ExitStatus.BAD_INPUT;
import static io.runink.api.error.ExitStatus.DEFECT;
import static io.runink.api.error.ExitStatus.RUN_FAILED;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can stop a slice. */
public enum SliceError implements ErrorCode {
    /** A claim that does not fit itself, or no claim at all. */
    CLAIM_REFUSED("RNK-SLICE-001", INTERNAL, DEFECT),
    /** A DAG whose classes cannot be read within the bounds. */
    CODE_UNREADABLE("RNK-SLICE-002", USER, BAD_INPUT),
    /** No plug-in in the slice serves a scheme. */
    CONNECTOR_MISSING("RNK-SLICE-003", EXTERNAL, RUN_FAILED),
    /** No plug-in in the slice makes a kind of check. */
    CHECK_MISSING("RNK-SLICE-004", EXTERNAL, RUN_FAILED),
    /** A rule that its check refuses. */
    RULE_REFUSED("RNK-SLICE-005", USER, BAD_INPUT),
    /** A step's function that is not there or does not fit its contracts. */
    FUNCTION_UNFIT("RNK-SLICE-006", USER, BAD_INPUT),
    /** A step's function that threw. */
    FUNCTION_THREW("RNK-SLICE-007", USER, RUN_FAILED),
    /** A step's function that returned nothing where a row was due. */
    FUNCTION_RETURNED_NULL("RNK-SLICE-008", USER, RUN_FAILED),
    /** A component that cannot be absent, and a row without a value for it. */
    VALUE_ABSENT("RNK-SLICE-009", USER, RUN_FAILED),
    /** An edge that ended before its producer said so, or whose consumer went away. */
    EDGE_BROKEN("RNK-SLICE-010", EXTERNAL, RUN_FAILED),
    /** An edge that carries other columns than its contract's. */
    EDGE_UNFIT("RNK-SLICE-011", INTERNAL, DEFECT),
    /** An input that cannot be read. */
    INPUT_UNREADABLE("RNK-SLICE-012", EXTERNAL, RUN_FAILED),
    /** An output that cannot be written. */
    OUTPUT_UNWRITABLE("RNK-SLICE-013", RESOURCES, RUN_FAILED),
    /** More memory than the slice has. */
    MEMORY_SHORT("RNK-SLICE-014", RESOURCES, RUN_FAILED),
    /** A plug-in that threw what it must not. */
    PLUGIN_FAILED("RNK-SLICE-015", EXTERNAL, RUN_FAILED),
    /** A defect of the slice runtime. */
    DEFECTIVE("RNK-SLICE-016", INTERNAL, DEFECT),
    /** No plug-in in the slice provides a step. */
    STEP_MISSING("RNK-SLICE-017", EXTERNAL, RUN_FAILED),
    /** A step whose plug-in refuses its parameters. */
    STEP_REFUSED("RNK-SLICE-018", USER, BAD_INPUT),
    /** A plug-in's step that yields what it must not. */
    STEP_UNFIT("RNK-SLICE-019", EXTERNAL, RUN_FAILED),
    /** More scratch space than the slice was granted. */
    SCRATCH_FULL("RNK-SLICE-020", RESOURCES, RUN_FAILED),
    /** A disk that refuses scratch space. */
    SCRATCH_REFUSED("RNK-SLICE-021", RESOURCES, RUN_FAILED),
    /** A row that breaks a rule whose action is to fail the run. */
    RULE_FAILED_RUN("RNK-SLICE-022", USER, RUN_FAILED),
    /** A rule that more rows break than its budget allows. */
    BUDGET_SPENT("RNK-SLICE-023", USER, RUN_FAILED),
    /** A rule over a whole dataset that does not hold. */
    DATASET_BROKEN("RNK-SLICE-024", USER, RUN_FAILED),
    /** A rule that rows break and go on; a warning. */
    RULE_WARNED("RNK-SLICE-025", USER, RUN_FAILED),
    /** A command that ends before its input or its answer does. */
    COMMAND_ENDED("RNK-SLICE-026", USER, RUN_FAILED),
    /** A command that writes what is no row of its step's contract. */
    COMMAND_UNFIT("RNK-SLICE-027", USER, RUN_FAILED);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    SliceError(String code, ErrorType type, ExitStatus exit) {
        this.code = code;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    @Override
    public ExitStatus exit() {
        return exit;
    }
}
