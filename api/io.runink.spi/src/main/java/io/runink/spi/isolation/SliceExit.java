package io.runink.spi.isolation;

/**
 * How a slice ended. The last four are of its cgroup; nothing was found where it had none.
 *
 * @param status exit status, 0 if it was ended by a signal
 * @param signal what ended it, 0 if it exited by itself
 * @param outOfMemory whether the kernel killed a process of it for its memory limit
 * @param memoryPeakBytes the most it used
 * @param throttledMillis how long its threads, added up, were kept waiting by its processor limit
 * @param processesRefused how often a process or thread was refused by its limit of those
 */
public record SliceExit(
        int status,
        int signal,
        boolean outOfMemory,
        long memoryPeakBytes,
        long throttledMillis,
        long processesRefused) {

    /** One that met no limit but perhaps that of memory. */
    public SliceExit(int status, int signal, boolean outOfMemory, long memoryPeakBytes) {
        this(status, signal, outOfMemory, memoryPeakBytes, 0, 0);
    }
}
