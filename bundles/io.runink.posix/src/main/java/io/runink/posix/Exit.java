package io.runink.posix;

/**
 * How a process ended.
 *
 * @param status its exit status, 0 if a signal ended it
 * @param signal the signal that ended it, 0 if it exited by itself
 */
public record Exit(int status, int signal) {}
