package io.runink.duckdb;

import io.runink.api.contract.Field;
import io.runink.spi.contract.TypedColumns;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** One SELECT, read and bound to the tables. */
public final class Selection implements AutoCloseable {

    private static final int SELECT = 1;

    /** What a SELECT begins with, after blanks, comments and parentheses. */
    private static final Pattern BEGINNING =
            Pattern.compile(
                    "(?:[\\s(]++|--[^\\n]*+\\n|/\\*(?s:.*?)\\*/)*+"
                            + "(?:SELECT|WITH|FROM|VALUES|TABLE)\\b",
                    Pattern.CASE_INSENSITIVE);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment statement = arena.allocate(Library.POINTER);
    private final Duck duck;
    private final long appends;
    private final List<Column> columns = new ArrayList<>();

    /** Takes the rows of a query, as they come. */
    public interface Rows {

        /**
         * Takes some.
         *
         * @param columns in the order that was asked for; they are the taker's
         * @param rows how many
         */
        void take(List<FieldVector> columns, int rows) throws IOException;
    }

    /**
     * A column of the result.
     *
     * @param name of it
     * @param type as DuckDB has it
     */
    record Column(String name, ResultType type) {}

    Selection(Duck duck, String sql) {
        this.duck = duck;
        this.appends = duck.appends();
        boolean done = false;
        try {
            prepare(sql);
            describe();
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** Its columns, in order: names with the types that DuckDB gives them. */
    public List<String> columns() {
        return columns.stream().map(it -> it.name() + " " + it.type()).toList();
    }

    /** The names of its columns, in order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    private void prepare(String sql) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment statements = call.allocate(Library.POINTER);
            long count =
                    Library.number(
                            "extract_statements",
                            duck.connection(),
                            call.allocateFrom(sql),
                            statements);
            MemorySegment extracted = statements.get(Library.POINTER, 0);
            try {
                String error = Library.text(Library.pointer("extract_statements_error", extracted));
                if (!error.isEmpty()) {
                    throw Faults.sql(error);
                }
                if (count != 1) {
                    throw DuckError.SQL.says(count + " statements, expected one SELECT");
                }
                if (!prepare(extracted)) {
                    throw Faults.sql(Library.text(Library.pointer("prepare_error", pointer())));
                }
            } finally {
                Library.run("destroy_extracted", statements);
            }
        }
        // DuckDB reads some calls and settings as a SELECT.
        boolean select = BEGINNING.matcher(sql).lookingAt();
        if (!select || Library.constant("prepared_statement_type", pointer()) != SELECT) {
            throw DuckError.SQL.says("another statement, expected a SELECT");
        }
        if (Library.number("nparams", pointer()) != 0) {
            throw DuckError.SQL.says("parameters, and there is nothing to give for them");
        }
    }

    private boolean prepare(MemorySegment extracted) {
        MethodHandle handle =
                Library.function(
                        "prepare_extracted_statement",
                        FunctionDescriptor.of(
                                Library.STATE,
                                Library.POINTER,
                                Library.POINTER,
                                Library.NUMBER,
                                Library.POINTER));
        try {
            return (int) handle.invoke(duck.connection(), extracted, 0L, statement) == 0;
        } catch (Throwable e) {
            throw Library.broken("prepare_extracted_statement", e);
        }
    }

    private void describe() {
        long count = Library.number("prepared_statement_column_count", pointer());
        for (long i = 0; i < count; i++) {
            MemorySegment name = Library.at("prepared_statement_column_name", pointer(), i);
            MemorySegment type = Library.at("prepared_statement_column_logical_type", pointer(), i);
            columns.add(new Column(Library.text(name), ResultType.take(arena, type)));
            Library.run("free", name);
        }
    }

    /**
     * Says what keeps the result from becoming such columns: a column that is missing, one too
     * many, a type whose values are no values of the other; empty if nothing does.
     */
    public List<String> misfits(List<Field> wanted) {
        List<String> misfits = new ArrayList<>();
        for (Field field : wanted) {
            List<Column> found =
                    columns.stream().filter(it -> it.name().equals(field.name())).toList();
            if (found.size() != 1) {
                misfits.add(
                        "column '"
                                + field.name()
                                + "' is there "
                                + found.size()
                                + " times, expected once");
            } else if (!found.getFirst().type().becomes(field.type())) {
                misfits.add(
                        "column '"
                                + field.name()
                                + "' is "
                                + found.getFirst().type()
                                + ", expected "
                                + field.type()
                                + " or what becomes it without loss; write CAST("
                                + Duck.quoted(field.name())
                                + " AS "
                                + SqlTypes.of(field.type())
                                + ")");
            }
        }
        for (Column column : columns) {
            if (wanted.stream().noneMatch(it -> it.name().equals(column.name()))) {
                misfits.add("column '" + column.name() + "' is more than the output has");
            }
        }
        return misfits;
    }

    /**
     * Runs it.
     *
     * @param wanted the columns to hand out; {@link #misfits} of them is empty
     * @throws IllegalStateException if rows were appended since
     */
    public void run(List<Field> wanted, BufferAllocator allocator, Rows rows) throws IOException {
        if (duck.appends() != appends) {
            throw new IllegalStateException("rows were appended since the query was read");
        }
        try (Arena call = Arena.ofShared()) {
            MemorySegment pending = call.allocate(Library.POINTER);
            MemorySegment result = call.allocate(Library.RESULT);
            try {
                if (!Library.ok("pending_prepared_streaming", pointer(), pending)) {
                    throw Faults.running(
                            Library.text(
                                    Library.pointer(
                                            "pending_error", pending.get(Library.POINTER, 0))));
                }
                if (!Library.ok("execute_pending", pending.get(Library.POINTER, 0), result)) {
                    throw Faults.of(result);
                }
                fetch(result, wanted, allocator, rows);
            } finally {
                Library.run("destroy_result", result);
                Library.run("destroy_pending", pending);
            }
        }
    }

    private void fetch(
            MemorySegment result, List<Field> wanted, BufferAllocator allocator, Rows rows)
            throws IOException {
        MethodHandle fetch =
                Library.function(
                        "fetch_chunk", FunctionDescriptor.of(Library.POINTER, Library.RESULT));
        try (Arena call = Arena.ofShared()) {
            MemorySegment chunk = call.allocate(Library.POINTER);
            while (true) {
                try {
                    chunk.set(Library.POINTER, 0, (MemorySegment) fetch.invoke(result));
                } catch (Throwable e) {
                    throw Library.broken("fetch_chunk", e);
                }
                MemorySegment fetched = chunk.get(Library.POINTER, 0);
                if (fetched.address() == 0) {
                    break;
                }
                int count;
                List<FieldVector> read;
                try {
                    count = (int) Library.number("data_chunk_get_size", fetched);
                    read = read(fetched, count, wanted, allocator);
                } finally {
                    Library.run("destroy_data_chunk", chunk);
                }
                rows.take(read, count);
            }
        }
        if (!Library.text(Library.pointer("result_error", result)).isEmpty()) {
            throw Faults.of(result);
        }
    }

    private List<FieldVector> read(
            MemorySegment chunk, int rows, List<Field> wanted, BufferAllocator allocator) {
        List<FieldVector> vectors = new ArrayList<>();
        boolean done = false;
        try {
            for (Field field : wanted) {
                int index = columns.stream().map(Column::name).toList().indexOf(field.name());
                FieldVector vector =
                        TypedColumns.field(field.name(), field.type()).createVector(allocator);
                vectors.add(vector);
                ChunkReader.read(
                        Library.at("data_chunk_get_vector", chunk, index),
                        columns.get(index).type(),
                        rows,
                        field,
                        vector);
            }
            done = true;
            return vectors;
        } finally {
            if (!done) {
                vectors.forEach(FieldVector::close);
            }
        }
    }

    private MemorySegment pointer() {
        return statement.get(Library.POINTER, 0);
    }

    @Override
    public void close() {
        if (pointer().address() != 0) {
            Library.run("destroy_prepare", statement);
        }
        arena.close();
    }
}
