package io.runink.api.run;

import java.util.Locale;

/** Where a run is. The last three are ends. */
public enum RunStatus {
    /** Recorded; not placed. */
    PENDING,
    /** Placed; its slices start or work. */
    RUNNING,
    /**
     * Its outputs are staged and durable, and a rule over a whole dataset says that a person must
     * look before they become visible: it is published or discarded, whenever that is.
     */
    HELD,
    /** Its outputs are being made visible; it can only complete now. */
    COMMITTING,
    /** What it staged while it was held is being removed; it can only be cancelled now. */
    DISCARDING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }

    /** As users read it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
