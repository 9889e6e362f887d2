package io.runink.posix;

/** What a file is opened for. Every descriptor is closed on exec. */
public enum OpenMode {
    /** To read a file that exists. */
    READ,
    /** To write a file that must not exist yet, not even as a dangling link; mode 0600. */
    CREATE_NEW,
    /** To add to the end of a file, which is made with mode 0600 if missing; never by a link. */
    APPEND
}
