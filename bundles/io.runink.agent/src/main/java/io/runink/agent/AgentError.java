package io.runink.agent;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/**
 * What can go wrong between an assignment and its end. Explained in {@code docs/errors/agent.md}.
 */
public enum AgentError implements ErrorCode {
    INPUT("RNK-AGENT-001", ErrorType.USER, ExitStatus.BAD_INPUT),
    OUTPUT("RNK-AGENT-002", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    SLICE_SIGNAL("RNK-AGENT-003", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED),
    SLICE_MEMORY("RNK-AGENT-004", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    SLICE_EXIT("RNK-AGENT-005", ErrorType.INTERNAL, ExitStatus.RUN_FAILED),
    AGENT_GONE("RNK-AGENT-006", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED),
    ASSERTION("RNK-AGENT-007", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED),
    DEFECT("RNK-AGENT-008", ErrorType.INTERNAL, ExitStatus.DEFECT),
    DISTRIBUTION("RNK-AGENT-009", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    SCRATCH("RNK-AGENT-010", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    COMMAND("RNK-AGENT-011", ErrorType.USER, ExitStatus.RUN_FAILED),
    COMMAND_MISSING("RNK-AGENT-012", ErrorType.USER, ExitStatus.RUN_FAILED),
    COMMAND_FILE("RNK-AGENT-013", ErrorType.USER, ExitStatus.BAD_INPUT),
    TIMEOUT("RNK-AGENT-014", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    STAGED_CHANGED("RNK-AGENT-015", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    AgentError(String code, ErrorType type, ExitStatus exit) {
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
