package io.runink.spill;

import io.runink.spi.spill.SpillFile;
import java.util.List;

/**
 * Merges runs. A binary heap of their readers, the one with the least key on top; of equal keys,
 * that of the earlier run.
 */
final class MergeCursor implements RowCursor {

    private final RunReader[] heap;

    /** By place in the heap: which run it is. */
    private final int[] order;

    private int size;
    private boolean started;

    MergeCursor(SpillFile file, List<ExternalSort.Run> runs, int blockBytes) {
        heap = new RunReader[runs.size()];
        order = new int[runs.size()];
        for (ExternalSort.Run run : runs) {
            RunReader reader = new RunReader(file, run, blockBytes);
            order[size] = size;
            heap[size++] = reader;
        }
    }

    @Override
    public boolean next() {
        if (!started) {
            start();
        } else if (size > 0) {
            if (!heap[0].next()) {
                size--;
                swap(0, size);
                heap[size].close();
            }
            sink(0);
        }
        return size > 0;
    }

    private void start() {
        started = true;
        for (int place = size - 1; place >= 0; place--) {
            if (!heap[place].next()) {
                size--;
                swap(place, size);
            }
        }
        for (int root = size / 2 - 1; root >= 0; root--) {
            sink(root);
        }
    }

    private void swap(int one, int other) {
        RunReader reader = heap[one];
        heap[one] = heap[other];
        heap[other] = reader;
        int run = order[one];
        order[one] = order[other];
        order[other] = run;
    }

    private boolean less(int one, int other) {
        int compared = heap[one].compare(heap[other]);
        return compared != 0 ? compared < 0 : order[one] < order[other];
    }

    private void sink(int root) {
        int parent = root;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && less(child + 1, child)) {
                child++;
            }
            if (!less(child, parent)) {
                return;
            }
            swap(child, parent);
            parent = child;
        }
    }

    @Override
    public byte[] bytes() {
        return heap[0].bytes();
    }

    @Override
    public int key() {
        return heap[0].key();
    }

    @Override
    public int keyLength() {
        return heap[0].keyLength();
    }

    @Override
    public int row() {
        return heap[0].row();
    }

    @Override
    public int rowLength() {
        return heap[0].rowLength();
    }

    @Override
    public void close() {
        for (RunReader reader : heap) {
            reader.close();
        }
    }
}
