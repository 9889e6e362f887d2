package io.runink.spi.isolation;

/**
 * How a slice ended.
 *
 * @param status exit status, 0 if it was ended by a signal
 * @param signal what ended it, 0 if it exited by itself
 * @param outOfMemory whether the kernel killed a process of it for its memory limit
 * @param memoryPeakBytes the most it used, read from its cgroup; 0 where it had none
 */
public record SliceExit(int status, int signal, boolean outOfMemory, long memoryPeakBytes) {}
