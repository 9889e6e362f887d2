package io.runink.posix;

/** What a file is opened for. Every descriptor is closed on exec. */
public enum OpenMode {
    /** To read a file that exists. */
    READ,
    /** To read a file that exists and is no link itself; a pipe or device is not waited for. */
    READ_NO_LINK,
    /** To write a file that must not exist yet, not even as a dangling link; mode 0600. */
    CREATE_NEW,
    /** As {@link #CREATE_NEW}, to read as well. */
    CREATE_NEW_BOTH,
    /**
     * To write and read a new file without a name, in a folder; mode 0600. It is gone with its last
     * descriptor. Not every file system can.
     */
    UNNAMED,
    /** To add to the end of a file, which is made with mode 0600 if missing; never by a link. */
    APPEND
}
