package io.runink.barn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Cuts the entry that a killed process was still writing. Ratis fills the file with zeros before it
 * writes an entry into it, so half an entry looks to it like a damaged one, and it would refuse to
 * start. Half an entry was never acknowledged; a damaged one may have been. They can be told apart:
 * a write ends short at a page or sector, with nothing but zeros behind. Anything else is left for
 * Ratis to refuse.
 */
final class TornTail {

    /** "RaftLog1". */
    private static final int HEADER = 8;

    private static final int CHECKSUM = 4;

    /** The smallest unit a disk writes whole; kernels tear at pages, a multiple of it. */
    private static final int SECTOR = 512;

    private static final int VARINT_BYTES_MAX = 5;

    private TornTail() {}

    /** Cuts torn ends of the open log files of every group in a folder, which may be missing. */
    static void cut(Path groups) throws IOException {
        if (!Files.isDirectory(groups)) {
            return;
        }
        try (DirectoryStream<Path> each = Files.newDirectoryStream(groups)) {
            for (Path group : each) {
                Path current = group.resolve("current");
                if (Files.isDirectory(current)) {
                    cutOpen(current);
                }
            }
        }
    }

    private static void cutOpen(Path current) throws IOException {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(current, "log_inprogress_*")) {
            for (Path file : open) {
                OptionalLong end = tornAt(Files.readAllBytes(file));
                if (end.isPresent()) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(end.getAsLong());
                        channel.force(true);
                    }
                }
            }
        }
    }

    /** Where the half-written last entry begins; empty if there is none. */
    static OptionalLong tornAt(byte[] log) {
        int last = lastWritten(log);
        int at = HEADER;
        while (at <= last) {
            long end = frameEnd(log, at);
            if (end < 0 || end > log.length || !intact(log, at, (int) end)) {
                return torn(last, at, end < 0 ? at + VARINT_BYTES_MAX : end)
                        ? OptionalLong.of(at)
                        : OptionalLong.empty();
            }
            at = (int) end;
        }
        return OptionalLong.empty();
    }

    private static int lastWritten(byte[] log) {
        int last = log.length - 1;
        while (last >= 0 && log[last] == 0) {
            last--;
        }
        return last;
    }

    /** Whether everything from some sector's begin inside the frame to the file's end is zero. */
    private static boolean torn(int last, int at, long end) {
        long firstUnwritten = (last / SECTOR + 1L) * SECTOR;
        return last >= at && firstUnwritten < end;
    }

    /** The first byte after the frame at a position, or -1 if its length is not readable. */
    private static long frameEnd(byte[] log, int at) {
        long length = 0;
        for (int i = 0; i < VARINT_BYTES_MAX && at + i < log.length; i++) {
            length |= (long) (log[at + i] & 0x7f) << (7 * i);
            if (log[at + i] >= 0) {
                return length > Integer.MAX_VALUE ? -1 : at + i + 1 + length + CHECKSUM;
            }
        }
        return -1;
    }

    private static boolean intact(byte[] log, int at, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(log, at, end - CHECKSUM - at);
        return (int) checksum.getValue() == ByteBuffer.wrap(log).getInt(end - CHECKSUM);
    }
}
