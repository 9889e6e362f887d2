package io.runink.spi.spill;

/**
 * Scratch space for one slice: on disk, without a name, gone when the slice ends. Nothing is there
 * until a file is made. Used by one thread.
 */
public interface Spill {

    /**
     * Makes an empty file.
     *
     * @throws io.runink.api.error.RuninkException if the slice was granted no scratch space
     */
    SpillFile create();
}
