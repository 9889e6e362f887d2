package io.runink.posix;

/**
 * Who sent a message, as the kernel tells it and as this process's namespaces number it.
 *
 * @param pid the process
 * @param uid its user
 */
public record Sender(int pid, int uid) {}
