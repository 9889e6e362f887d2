package io.runink.exchange;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What both ends of a ring agree on.
 *
 * <p>The producer's memory is one page that says how far it is, then the slots; the consumer's is
 * one page that says which slots it let go. Each can write its own and only read the other's. A
 * batch that was sent has a number, from 0; entry {@code number % SLOTS} says in which slot it is.
 * A slot begins with the words of {@link BatchLayout}; the buffers follow, or come over the socket
 * in pieces, if the slot is too small for a row.
 */
final class RingShape {

    /** Changed with every change of what is agreed here. */
    static final long VERSION = 1;

    /** One to write, one to read, and two that may be held. */
    static final int SLOTS = 4;

    static final int PAGE_BYTES = 4096;

    /** Twice what is measured at most; a peer that announces more is not one of ours. */
    static final long SLOT_BYTES_MAX = 128L << 20;

    /** In the producer's page: how many batches were sent. */
    static final long HEAD = 64;

    /** In either page: whether its writer sleeps, and is to be woken. */
    static final long SLEEPS = 128;

    /**
     * In the producer's page: slots of batches; {@link #SLOTS} more where buffers come over the
     * socket.
     */
    static final long ENTRIES = 192;

    /** In the consumer's page, by slot: one more than the number of the batch it let go last. */
    static final long RELEASED = 192;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private RingShape() {}

    /** Reads what the other side stored, and sees all that it stored before. */
    static long load(MemorySegment memory, long at) {
        return (long) LONG.getVolatile(memory, at);
    }

    /** Stores for the other side; no later read comes before it. */
    static void store(MemorySegment memory, long at, long value) {
        LONG.setVolatile(memory, at, value);
    }

    /** Bytes of the producer's memory. */
    static long ringBytes(long slotBytes) {
        return PAGE_BYTES + SLOTS * slotBytes;
    }

    /** Where a slot begins in the producer's memory. */
    static long slotAt(int slot, long slotBytes) {
        return PAGE_BYTES + slot * slotBytes;
    }

    /** Where the buffers begin in a slot whose batches so many words describe. */
    static long bodyAt(int words) {
        return (words * 8L + 63) / 64 * 64;
    }

    /** What tells columns from all others: four words. */
    static long[] digest(Schema schema) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        for (Field field : schema.getFields()) {
            Map<String, String> sorted = new TreeMap<>(field.getMetadata());
            for (String part :
                    List.of(field.getName(), field.getType().toString(), sorted.toString())) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
        }
        return MemorySegment.ofArray(sha.digest()).toArray(ValueLayout.JAVA_LONG_UNALIGNED);
    }
}
