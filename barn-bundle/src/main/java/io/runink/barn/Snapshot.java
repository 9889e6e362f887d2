package io.runink.barn;

import io.runink.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A state on disk: the hex SHA-256 of what follows, a line feed, and the state as JSON.
 *
 * @param v version of this shape
 * @param term of the last entry in it
 * @param index of the last entry in it
 * @param state the state
 */
record Snapshot(int v, long term, long index, State state) {

    private static final int VERSION = 1;
    private static final int HEADER = 65;

    /** The part that every version has. */
    private record Envelope(int v) {}

    static Snapshot of(long term, long index, State state) {
        return new Snapshot(VERSION, term, index, state);
    }

    byte[] bytes() {
        byte[] body = Json.bytes(this);
        return ByteBuffer.allocate(HEADER + body.length)
                .put(sha256(body, 0).getBytes(StandardCharsets.US_ASCII))
                .put((byte) '\n')
                .put(body)
                .array();
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @param place for the message of a refusal
     * @throws io.runink.api.error.RuninkException if the checksum does not fit
     */
    static Snapshot parse(byte[] bytes, String place) {
        if (bytes.length <= HEADER
                || !sha256(bytes, HEADER)
                        .equals(new String(bytes, 0, HEADER - 1, StandardCharsets.US_ASCII))) {
            throw damaged(place);
        }
        byte[] body = Arrays.copyOfRange(bytes, HEADER, bytes.length);
        int v = Json.read(body, Envelope.class).v();
        if (v > VERSION) {
            throw BarnError.NEWER_FORMAT.exception(
                    "the Barn's snapshot has version '%d', expected at most '%d'"
                            .formatted(v, VERSION),
                    "start the version of Runink that wrote this home, or a newer one");
        }
        return Json.read(body, Snapshot.class);
    }

    /**
     * Writes it so that it is there as a whole or not at all, and reads it back: what it covers may
     * be purged from the log afterwards.
     */
    void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".writing");
        byte[] bytes = bytes();
        try (FileChannel channel =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."))) {
            folder.force(true);
        }
        if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
            throw new IOException("the snapshot " + file + " reads back as something else");
        }
    }

    static Snapshot read(Path file) throws IOException {
        return parse(Files.readAllBytes(file), file.toString());
    }

    private static io.runink.api.error.RuninkException damaged(String place) {
        return BarnError.DAMAGED.exception(
                "snapshot '" + place + "' does not match its SHA-256",
                "restore the folder 'barn' of the home from a copy; nothing was changed");
    }

    private static String sha256(byte[] bytes, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, bytes.length - from);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
