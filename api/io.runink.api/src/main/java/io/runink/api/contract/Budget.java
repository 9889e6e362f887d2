package io.runink.api.contract;

/**
 * How many rows may break a rule before the run fails: a circuit breaker against a source that has
 * gone bad.
 *
 * @param maxRows greatest count that is still well; {@link Long#MAX_VALUE} for no such bound
 * @param maxPercent greatest part of the rows looked at that is still well, 0 to 100; 100 for no
 *     such bound
 * @param minSample rows looked at before the percentage is held against the part; at the end of the
 *     rows it is held against it in any case
 */
public record Budget(long maxRows, double maxPercent, long minSample) {

    public Budget {
        if (maxRows < 0 || !(maxPercent >= 0 && maxPercent <= 100) || minSample < 0) {
            throw new IllegalArgumentException(
                    "budget " + maxRows + " rows, " + maxPercent + " %, sample " + minSample);
        }
    }
}
