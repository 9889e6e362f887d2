package io.runink.barn;

import io.runink.api.barn.BarnRecord;
import io.runink.api.error.Problem;
import io.runink.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of the Raft log holds: the outcome of one or more commands, in order.
 *
 * @param v version of this shape, {@link #VERSION}
 * @param base the revision the commands were decided on; an entry that meets another one is void
 * @param items a line for each command
 */
record Entry(int v, long base, List<Item> items) {

    /** The version this code writes, and the newest it reads. */
    static final int VERSION = 1;

    /**
     * One command's outcome.
     *
     * @param client who sent it
     * @param sequence its number, unique for the client
     * @param revision of an earlier answer that this repeats; 0 for a first answer
     * @param records the changes
     * @param refusal why it was refused, or null
     */
    record Item(
            String client,
            long sequence,
            long revision,
            List<BarnRecord> records,
            @Nullable Problem refusal) {
        Item {
            records = List.copyOf(records);
        }
    }

    /** The part that every version has. */
    private record Envelope(int v) {}

    Entry {
        items = List.copyOf(items);
    }

    byte[] bytes() {
        return Json.bytes(this);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws io.runink.api.error.RuninkException if a newer version wrote it
     */
    static Entry parse(byte[] json) {
        int v = Json.read(json, Envelope.class).v();
        if (v > VERSION) {
            throw BarnError.NEWER_FORMAT.exception(
                    "the Barn's log holds an entry of version '%d', expected at most '%d'"
                            .formatted(v, VERSION),
                    "start the version of Runink that wrote this home, or a newer one");
        }
        return Json.read(json, Entry.class);
    }
}
