package io.runink.api.error;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The one exception Runink throws on purpose: at least one coded problem. */
public final class RuninkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Transient because exceptions are Serializable and problems need not be: none is ever sent.
     */
    private final transient List<Problem> problems;

    public RuninkException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problem given");
        }
        this.problems = List.copyOf(problems);
    }

    public RuninkException(Problem problem) {
        this(List.of(problem));
    }

    public RuninkException(Problem problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }

    /** Everything that is wrong, in the order it was found. */
    public List<Problem> problems() {
        return problems;
    }

    /** The gravest of the problems' exit statuses: the one with the highest code. */
    public ExitStatus exit() {
        return problems.stream()
                .map(Problem::exit)
                .max(Comparator.comparingInt(ExitStatus::code))
                .orElse(ExitStatus.DEFECT);
    }
}
