package io.runink.api.run;

/**
 * How far a run is.
 *
 * @param read rows read so far
 * @param written rows written so far
 * @param quarantined rows rejected so far
 * @param bytesRead of the sources so far
 * @param bytesTotal of the sources; 0 if unknown
 */
public record RunProgress(
        long read, long written, long quarantined, long bytesRead, long bytesTotal) {}
