package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepRows;
import io.runink.spill.RowBytes;
import io.runink.spill.RowCodec;
import java.io.IOException;
import java.util.List;

/**
 * Makes a join's rows out of a row of each input, or of one. A column that both have is the
 * first's; of a full join's row without a first, its key is the second's.
 */
final class JoinedRows implements AutoCloseable {

    private final RowCodec firstCodec;
    private final RowCodec secondCodec;
    private final int[] firstPlaces;
    private final int[] secondPlaces;

    /** Of rows without a first: where the second's key goes, and where it came from. */
    private final int[] alonePlaces;

    private final Yield yield;

    JoinedRows(StepContext context, List<String> firstKey, List<String> secondKey) {
        Contract first = context.inputs().get(0);
        Contract second = context.inputs().get(1);
        Contract output = context.output();
        firstCodec = new RowCodec(StepRows.schema(first).getFields());
        secondCodec = new RowCodec(StepRows.schema(second).getFields());
        firstPlaces = Columns.origins(first, output);
        secondPlaces = Columns.none(second);
        alonePlaces = Columns.origins(second, output);
        for (int i = 0; i < output.fields().size(); i++) {
            Field field = output.fields().get(i);
            boolean own = Columns.has(first, field.name());
            Contract from = own ? first : second;
            int place = Columns.place(from, field.name());
            Columns.require(field, from.fields().get(place).type());
            (own ? firstPlaces : secondPlaces)[place] = i;
            int key = firstKey.indexOf(field.name());
            if (own && key >= 0) {
                alonePlaces[Columns.place(second, secondKey.get(key))] = i;
            }
        }
        yield = new Yield(context);
    }

    RowCodec firstCodec() {
        return firstCodec;
    }

    RowCodec secondCodec() {
        return secondCodec;
    }

    /** Yields a pair. */
    void pair(RowBytes first, byte[] second, int secondAt, StepOutput output) throws IOException {
        yield.set(firstCodec, first.array(), 0, firstPlaces);
        yield.set(secondCodec, second, secondAt, secondPlaces);
        yield.end(output);
    }

    /** Yields a row of the first input alone. */
    void first(RowBytes first, StepOutput output) throws IOException {
        yield.set(firstCodec, first.array(), 0, firstPlaces);
        yield.end(output);
    }

    /** Yields a row of the second input alone. */
    void second(byte[] second, int secondAt, StepOutput output) throws IOException {
        yield.set(secondCodec, second, secondAt, secondPlaces);
        yield.set(secondCodec, second, secondAt, alonePlaces);
        yield.end(output);
    }

    void flush(StepOutput output) throws IOException {
        yield.flush(output);
    }

    @Override
    public void close() {
        yield.close();
    }
}
