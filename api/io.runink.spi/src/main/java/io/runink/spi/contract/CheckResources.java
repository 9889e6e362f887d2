package io.runink.spi.contract;

import io.runink.spi.spill.Spill;
import java.util.Objects;

/**
 * What a check may use.
 *
 * @param memoryBytes what it may hold at most; fixed for the run
 * @param spill space for what is more; a check of a {@code RECORD} rule gets none
 */
public record CheckResources(long memoryBytes, Spill spill) {
    public CheckResources {
        Objects.requireNonNull(spill, "spill is null");
    }
}
