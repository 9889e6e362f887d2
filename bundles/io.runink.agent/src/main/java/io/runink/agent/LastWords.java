package io.runink.agent;

import io.runink.posix.Posix;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of what a program says on its standard error. It may hold data, so it goes to the log of
 * slices, which only the home's owner can read, and nowhere else.
 */
final class LastWords {

    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    /** How much is kept: the last of it, where reasons stand. */
    static final int BYTES_MAX = 16 * 1024;

    private final byte[] kept = new byte[BYTES_MAX];
    private long length;

    private LastWords() {}

    /**
     * Begins to read, until nobody can say anything more.
     *
     * @param errors the other end of the program's standard error, closed here
     * @param title what the log says before it
     * @param log where it goes then, if anything was said
     * @return the thread that reads
     */
    static Thread hear(int errors, String title, Path log) {
        LastWords words = new LastWords();
        return Thread.ofPlatform()
                .daemon()
                .name("last-words")
                .start(() -> {
                    words.read(errors);
                    words.write(title, log);
                });
    }

    private void read(int errors) {
        try (FileInputStream in = new FileInputStream(Posix.adopt(errors))) {
            byte[] buffer = new byte[4096];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    kept[(int) (length++ % BYTES_MAX)] = buffer[i];
                }
            }
        } catch (IOException e) {
            // It broke with its other end; what came before counts.
            LOG.debug("standard error of a program broke", e);
        }
    }

    private void write(String title, Path log) {
        if (length == 0) {
            return;
        }
        String head = length > BYTES_MAX ? title + ", at the end of " + length + " bytes" : title;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((head + ":\n").getBytes(StandardCharsets.UTF_8));
        for (long i = Math.max(0, length - BYTES_MAX); i < length; i++) {
            text.write(kept[(int) (i % BYTES_MAX)]);
        }
        if (kept[(int) ((length - 1) % BYTES_MAX)] != '\n') {
            text.write('\n');
        }
        try (SeekableByteChannel out =
                Files.newByteChannel(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(ByteBuffer.wrap(text.toByteArray()));
        } catch (IOException e) {
            LOG.warn("{} what cannot be kept in '{}'", title, log);
        }
    }
}
