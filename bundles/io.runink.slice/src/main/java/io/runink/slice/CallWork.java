package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.StepFunction.Cardinality;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Calls a function of the user's for every row. */
final class CallWork implements Work {

    private final String step;
    private final Object code;
    private final MethodHandle function;
    private final Cardinality cardinality;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final TextRows rows;
    private final BufferAllocator allocator;

    /**
     * Calls of one function.
     *
     * @param code what all functions of the contract file share
     */
    CallWork(
            String step,
            Object code,
            UserFunction function,
            Contract output,
            Cardinality cardinality,
            BufferAllocator allocator) {
        this.step = step;
        this.code = code;
        this.function = function.handle();
        this.reader = function.reader();
        this.writer = function.writer();
        this.cardinality = cardinality;
        this.rows = new TextRows(RowSchema.text(output));
        this.allocator = allocator;
    }

    @Override
    public Form form() {
        return Form.TEXT;
    }

    @Override
    public void apply(VectorSchemaRoot batch, Tail tail) throws IOException {
        try (batch) {
            int count = batch.getRowCount();
            BigIntVector lines = RowSchema.lines(batch);
            IntVector sources = RowSchema.sources(batch);
            reader.load(batch);
            for (int row = 0; row < count; row++) {
                long line = lines.get(row);
                Object result = call(row, line);
                take(result, line, sources.get(row), tail);
            }
        }
        reader.release();
        tail.emit(rows.take(allocator));
    }

    private @Nullable Object call(int row, long line) {
        // Other nodes may be at work in the same classes, which need not be safe for threads.
        synchronized (code) {
            return called(reader.read(row, line), line);
        }
    }

    private @Nullable Object called(Object argument, long line) {
        try {
            return function.invokeExact(argument);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            throw RecordReader.threw(step, "its function", line, thrown);
        }
    }

    private void take(@Nullable Object result, long line, int source, Tail tail)
            throws IOException {
        if (result == null) {
            throw nothing(line);
        }
        switch (cardinality) {
            case ONE -> add(result, line, source, tail);
            case OPTIONAL -> {
                Optional<?> optional = (Optional<?>) result;
                if (optional.isPresent()) {
                    add(optional.get(), line, source, tail);
                } else {
                    tail.counters().filtered(1);
                }
            }
            case LIST -> {
                List<?> list = (List<?>) result;
                for (Object element : list) {
                    if (element == null) {
                        throw nothing(line);
                    }
                    add(element, line, source, tail);
                }
                if (list.isEmpty()) {
                    tail.counters().filtered(1);
                }
            }
        }
    }

    private void add(Object result, long line, int source, Tail tail) throws IOException {
        if (rows.full()) {
            tail.emit(rows.take(allocator));
        }
        rows.begin(line, source);
        synchronized (code) {
            writer.write(result, rows, line);
        }
        rows.end();
    }

    private RuntimeException nothing(long line) {
        return SliceError.FUNCTION_RETURNED_NULL.exception(
                "step '"
                        + step
                        + "' returned 'null' for the row of line "
                        + line
                        + ", expected a row",
                "return a row, or declare the function to return Optional");
    }
}
