package io.runink.spill;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Memory outside the heap that is handed out piece by piece, page after page, up to a limit. Pages
 * are made as they are needed and kept for reuse; a piece larger than a page gets one of its own.
 * Addresses rise from piece to piece: the page's index, then 32 bits of offset in it.
 */
public final class Pages implements AutoCloseable {

    private static final int PAGE_BYTES_MIN = 4 << 10;
    private static final int PAGE_BYTES_MAX = 1 << 20;

    /** At least so many pages make up the limit, so that the last one wastes little. */
    private static final int PAGES_MIN = 64;

    private final Arena arena = Arena.ofShared();
    private final long memoryBytes;
    private final int pageBytes;

    /** Pages of equal size come again after {@link #clear}; those of a large piece do not. */
    private final List<MemorySegment> spare = new ArrayList<>();

    private final List<OffHeap> oversized = new ArrayList<>();
    private MemorySegment[] pages = new MemorySegment[PAGES_MIN];
    private int[] fills = new int[PAGES_MIN];
    private int count;
    private long held;
    private long reserved;

    /** Memory up to a limit. */
    public Pages(long memoryBytes) {
        this.memoryBytes = memoryBytes;
        long page = Long.highestOneBit(Math.max(1, memoryBytes / PAGES_MIN));
        this.pageBytes = Math.clamp(page, PAGE_BYTES_MIN, PAGE_BYTES_MAX);
    }

    /**
     * Hands out a piece, whose bytes are any.
     *
     * @return its address, or -1 if there is no room; into an empty memory a piece always fits,
     *     however large
     */
    public long allocate(int bytes) {
        return allocate(bytes, false);
    }

    /**
     * Hands out a piece.
     *
     * @param always even if there is no room
     */
    long allocate(int bytes, boolean always) {
        int last = count - 1;
        if (last >= 0 && bytes <= pages[last].byteSize() - fills[last]) {
            long address = ((long) last << 32) | fills[last];
            fills[last] += bytes;
            return address;
        }
        int page = Math.max(bytes, pageBytes);
        if (held + page + reserved > memoryBytes && held > 0 && !always) {
            return -1;
        }
        if (count == pages.length) {
            pages = Arrays.copyOf(pages, 2 * count);
            fills = Arrays.copyOf(fills, 2 * count);
        }
        pages[count] = make(page);
        fills[count] = bytes;
        held += page;
        return (long) count++ << 32;
    }

    private MemorySegment make(int bytes) {
        if (bytes == pageBytes) {
            return spare.isEmpty() ? arena.allocate(bytes, 16) : spare.removeLast();
        }
        OffHeap own = new OffHeap(bytes);
        oversized.add(own);
        return own.segment();
    }

    /**
     * Keeps bytes of the limit for something else, instead of those it kept before.
     *
     * @return whether there is room for that; for an empty memory always
     */
    public boolean reserve(long bytes) {
        if (held + bytes > memoryBytes && held > 0) {
            return false;
        }
        reserved = bytes;
        return true;
    }

    /** The page an address is in. */
    public MemorySegment page(long address) {
        return pages[(int) (address >>> 32)];
    }

    /** Where in its page an address is. */
    public static int offset(long address) {
        return (int) address;
    }

    /** How many pages have pieces. */
    int count() {
        return count;
    }

    /** How many bytes of a page are handed out. */
    int fill(int page) {
        return fills[page];
    }

    /** Takes all pieces back. */
    public void clear() {
        for (int i = 0; i < count; i++) {
            if (pages[i].byteSize() == pageBytes) {
                spare.add(pages[i]);
            }
        }
        oversized.forEach(OffHeap::close);
        oversized.clear();
        count = 0;
        held = 0;
        reserved = 0;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            oversized.forEach(OffHeap::close);
            arena.close();
        }
    }
}
