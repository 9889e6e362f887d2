package io.runink.duckdb;

import io.runink.api.error.RuninkException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Adds Arrow batches to one table, a chunk of DuckDB's size at a time. */
final class Appender implements AutoCloseable {

    private final Arena arena = Arena.ofShared();
    private final MemorySegment appender = arena.allocate(Library.POINTER);
    private final MemorySegment chunk = arena.allocate(Library.POINTER);
    private final String table;
    private final int chunkRows;

    Appender(MemorySegment connection, String table) {
        this.table = table;
        this.chunkRows = (int) Library.number("vector_size");
        if (!Library.ok(
                "appender_create",
                connection,
                MemorySegment.NULL,
                arena.allocateFrom(table),
                appender)) {
            throw failure();
        }
    }

    void append(List<FieldVector> columns, int rows) {
        if (chunk.get(Library.POINTER, 0).address() == 0) {
            chunk.set(Library.POINTER, 0, chunk(columns.size()));
        }
        for (int from = 0; from < rows; from += chunkRows) {
            int count = Math.min(chunkRows, rows - from);
            MemorySegment filled = chunk.get(Library.POINTER, 0);
            Library.run("data_chunk_reset", filled);
            for (int i = 0; i < columns.size(); i++) {
                MemorySegment vector = Library.at("data_chunk_get_vector", filled, i);
                ChunkWriter.write(columns.get(i), from, count, vector);
            }
            size(filled, count);
            if (!Library.ok("append_data_chunk", appender.get(Library.POINTER, 0), filled)) {
                throw failure();
            }
        }
    }

    private MemorySegment chunk(int columns) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment types = call.allocate(Library.POINTER, columns);
            for (int i = 0; i < columns; i++) {
                types.setAtIndex(
                        Library.POINTER,
                        i,
                        Library.at("appender_column_type", appender.get(Library.POINTER, 0), i));
            }
            MemorySegment made = Library.at("create_data_chunk", types, columns);
            for (int i = 0; i < columns; i++) {
                Library.run("destroy_logical_type", types.asSlice(i * Library.POINTER.byteSize()));
            }
            return made;
        }
    }

    private static void size(MemorySegment chunk, long rows) {
        MethodHandle handle =
                Library.function(
                        "data_chunk_set_size",
                        FunctionDescriptor.ofVoid(Library.POINTER, Library.NUMBER));
        try {
            handle.invoke(chunk, rows);
        } catch (Throwable e) {
            throw Library.broken("data_chunk_set_size", e);
        }
    }

    void flush() {
        if (!Library.ok("appender_flush", appender.get(Library.POINTER, 0))) {
            throw failure();
        }
    }

    private RuninkException failure() {
        MemorySegment made = appender.get(Library.POINTER, 0);
        if (made.address() == 0) {
            return DuckError.FAILED.says("table '" + table + "' takes no rows");
        }
        return Faults.appending(Library.text(Library.pointer("appender_error", made)));
    }

    @Override
    public void close() {
        if (chunk.get(Library.POINTER, 0).address() != 0) {
            Library.run("destroy_data_chunk", chunk);
        }
        if (appender.get(Library.POINTER, 0).address() != 0) {
            Library.ok("appender_destroy", appender);
        }
        arena.close();
    }
}
