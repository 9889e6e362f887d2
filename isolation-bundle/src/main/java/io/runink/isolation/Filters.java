package io.runink.isolation;

import io.runink.spi.isolation.LaunchSpec;

/**
 * The system call filters of a machine, as {@link SeccompFilter} makes them.
 *
 * @param slices that of slices
 * @param commands that of programs from outside Runink
 */
record Filters(byte[] slices, byte[] commands) {

    /** For a processor that none is known for. */
    static final Filters NONE = new Filters(new byte[0], new byte[0]);

    /** Those for a processor. */
    static Filters of(Processor processor) {
        return new Filters(
                SeccompFilter.program(processor, AllowedCall.slices()),
                SeccompFilter.program(processor, AllowedCall.commands()));
    }

    /** The one for a process. */
    byte[] of(LaunchSpec spec) {
        return spec.foreign() == null ? slices : commands;
    }
}
