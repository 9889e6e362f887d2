package io.runink.api.contract;

import java.util.Locale;
import java.util.Set;

/** What happens where a rule is broken. */
public enum Action {
    /** Counted; the row goes on. */
    OBSERVE,
    /** Counted and said in the run's report; the row goes on. */
    WARN,
    /** The row goes to the dead-letter queue with every rule it broke. */
    QUARANTINE,
    /** The row is left out and counted as filtered; nothing of it is kept. */
    DROP,
    /** The run fails before anything is published. */
    FAIL_RUN,
    /** The run ends, and its outputs wait to be published by a person. */
    HOLD_PUBLISH;

    /** Who may use which: a rule over a whole dataset has no row to send away. */
    public static Set<Action> legal(RuleClass category) {
        return switch (category) {
            case RECORD, KEYED_SET -> Set.of(OBSERVE, WARN, QUARANTINE, DROP, FAIL_RUN);
            case DATASET -> Set.of(WARN, FAIL_RUN, HOLD_PUBLISH);
        };
    }

    /** What a rule does unless its contract says otherwise. */
    public static Action standard(RuleClass category) {
        return category == RuleClass.DATASET ? FAIL_RUN : QUARANTINE;
    }

    /** Whether a row that breaks such a rule goes no further. */
    public boolean rejects() {
        return this == QUARANTINE || this == DROP || this == FAIL_RUN;
    }

    /** As contracts and reports write it, for example {@code fail-run}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
