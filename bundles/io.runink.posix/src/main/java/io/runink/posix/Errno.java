package io.runink.posix;

import io.runink.api.error.RuninkException;

/** Numbers by which the kernel says why it refused; the same on x86-64 and aarch64. */
final class Errno {

    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ENOSPC = 28;
    static final int EPIPE = 32;
    static final int ECONNRESET = 104;
    static final int ENOBUFS = 105;

    private Errno() {}

    /** The number with its name, where it is one that these calls are known to answer. */
    static String text(int errno) {
        return switch (errno) {
            case 1 -> "EPERM, not permitted";
            case 2 -> "ENOENT, no such file or folder";
            case ESRCH -> "ESRCH, no such process";
            case 5 -> "EIO, input or output error";
            case 9 -> "EBADF, no open descriptor";
            case 10 -> "ECHILD, no child";
            case EAGAIN -> "EAGAIN, try again";
            case ENOMEM -> "ENOMEM, out of memory";
            case 13 -> "EACCES, permission denied";
            case 17 -> "EEXIST, exists already";
            case 20 -> "ENOTDIR, not a folder";
            case 21 -> "EISDIR, a folder";
            case 22 -> "EINVAL, invalid argument";
            case ENFILE -> "ENFILE, no more open files on this machine";
            case EMFILE -> "EMFILE, no more open files in this process";
            case ENOSPC -> "ENOSPC, no space left";
            case 30 -> "EROFS, file system is read-only";
            case EPIPE -> "EPIPE, other end is gone";
            case 40 -> "ELOOP, a link, or too many of them";
            case 90 -> "EMSGSIZE, message too long";
            case ECONNRESET -> "ECONNRESET, other end is gone";
            default -> "errno " + errno;
        };
    }

    /** The refusal of a call, sorted by who can do something about it. */
    static RuninkException refusal(String call, int errno) {
        return refusal(PosixError.CALL, call, errno, "report this with what was being done");
    }

    /** A refusal of a kind of its own, unless the machine ran out of something. */
    static RuninkException refusal(PosixError kind, String what, int errno, String remedy) {
        return switch (errno) {
            case ENOMEM, ENFILE, EMFILE, ENOSPC, ENOBUFS ->
                    PosixError.EXHAUSTED.exception(
                            what + ": " + text(errno),
                            "free some, or raise the limit (ulimit -n, memory, disk)");
            default -> kind.exception(what + ": " + text(errno), remedy);
        };
    }
}
