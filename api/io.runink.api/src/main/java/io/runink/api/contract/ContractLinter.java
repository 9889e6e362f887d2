package io.runink.api.contract;

import io.runink.api.error.Problem;
import java.util.List;

/** Finds what is allowed in contracts and yet hardly meant. */
public interface ContractLinter {

    /**
     * Something found.
     *
     * @param advice whether it is only worth a thought; else it is likely a mistake
     * @param problem what, where, and what to do
     */
    record Finding(boolean advice, Problem problem) {}

    /** What is found in the contracts, in the order of their places. */
    List<Finding> lint(ContractFile file);
}
