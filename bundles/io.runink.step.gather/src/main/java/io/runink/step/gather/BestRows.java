package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import io.runink.spill.ExternalSort;
import io.runink.spill.KeyEncoder;
import io.runink.spill.KeyPart;
import io.runink.spill.RowBytes;
import io.runink.spill.RowCodec;
import io.runink.spill.RowCursor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Keeps the best row of each key. Sorts by key, rank and arrival, keeps the first of each key, and
 * sorts those by arrival.
 */
final class BestRows implements RowStep {

    private final RowCodec codec;
    private final KeyEncoder keyEncoder;
    private final KeyEncoder rankEncoder;
    private final boolean latest;
    private final ExternalSort byKey;
    private final ExternalSort byArrival;
    private final int[] places;
    private final Yield yield;
    private final RowBytes key = new RowBytes();
    private final RowBytes row = new RowBytes();
    private long arrived;

    /**
     * A step.
     *
     * @param rank what makes a row better than another of its key: the lesser is
     * @param latest whether, of equal rank, the one that came later is better
     */
    BestRows(StepContext context, List<KeyPart> key, List<KeyPart> rank, boolean latest) {
        Contract input = context.inputs().getFirst();
        this.codec = new RowCodec(StepRows.schema(input).getFields());
        this.keyEncoder = new KeyEncoder(key);
        this.rankEncoder = new KeyEncoder(rank);
        this.latest = latest;
        this.places = Columns.passed(input, context.output());
        this.yield = new Yield(context);
        this.byKey = new ExternalSort(context.memoryBytes() / 2, context.spill());
        this.byArrival = new ExternalSort(context.memoryBytes() / 2, context.spill());
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) {
        try (rows) {
            codec.bind(rows.getFieldVectors());
            keyEncoder.bind(rows.getFieldVectors());
            rankEncoder.bind(rows.getFieldVectors());
            for (int i = 0; i < rows.getRowCount(); i++) {
                key.clear();
                keyEncoder.write(i, key);
                row.clear();
                row.putInt(key.length());
                row.putBigEndian(arrived);
                rankEncoder.write(i, key);
                key.putBigEndian(latest ? ~arrived : arrived);
                codec.write(i, row);
                byKey.add(key, row);
                arrived++;
            }
        }
    }

    @Override
    public void end(int input, StepOutput output) throws IOException {
        RowCursor sorted = byKey.sorted();
        byte[] last = new byte[0];
        int lastLength = -1;
        long kept = 0;
        while (sorted.next()) {
            byte[] bytes = sorted.bytes();
            int length = RowBytes.getInt(bytes, sorted.row());
            int from = sorted.key();
            if (length == lastLength
                    && Arrays.equals(last, 0, length, bytes, from, from + length)) {
                continue;
            }
            last = last.length < length ? new byte[2 * length] : last;
            System.arraycopy(bytes, from, last, 0, length);
            lastLength = length;
            kept++;
            byArrival.add(
                    bytes, sorted.row() + 4, 8, bytes, sorted.row() + 12, sorted.rowLength() - 12);
        }
        byKey.close();
        output.filtered(arrived - kept);
        RowCursor best = byArrival.sorted();
        while (best.next()) {
            yield.set(codec, best.bytes(), best.row(), places);
            yield.end(output);
        }
        yield.flush(output);
    }

    @Override
    public void close() {
        yield.close();
        byKey.close();
        byArrival.close();
    }
}
