package io.runink.duckdb;

import io.runink.api.contract.Field;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;

/**
 * A database in memory that nothing leads out of: it opens no file and no connection, loads no
 * extension, writes nothing to disk, and holds at most what it is given. Used by one thread at a
 * time.
 */
public final class Duck implements AutoCloseable {

    /** Below this it cannot hold its own tables of contents. */
    private static final long MEMORY_BYTES_MIN = 16L << 20;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment database = arena.allocate(Library.POINTER);
    private final MemorySegment connection = arena.allocate(Library.POINTER);
    private final Map<String, Appender> appenders = new HashMap<>();
    private long appends;
    private boolean closed;

    private Duck() {}

    /**
     * Opens one.
     *
     * @param memoryBytes what rows and queries may hold together
     */
    public static Duck open(long memoryBytes) {
        Duck duck = new Duck();
        boolean done = false;
        try {
            duck.start(Math.max(MEMORY_BYTES_MIN, memoryBytes));
            done = true;
            return duck;
        } finally {
            if (!done) {
                duck.close();
            }
        }
    }

    private void start(long memoryBytes) {
        MemorySegment config = arena.allocate(Library.POINTER);
        Library.ok("create_config", config);
        try {
            set(config, "threads", "1");
            set(config, "memory_limit", memoryBytes + "B");
            set(config, "temp_directory", "");
            set(config, "autoinstall_known_extensions", "false");
            set(config, "autoload_known_extensions", "false");
            set(config, "allow_community_extensions", "false");
            // Last: it locks others.
            set(config, "enable_external_access", "false");
            MemorySegment error = arena.allocate(Library.POINTER);
            if (!Library.ok(
                    "open_ext",
                    arena.allocateFrom(":memory:"),
                    database,
                    config.get(Library.POINTER, 0),
                    error)) {
                throw DuckError.FAILED.says(
                        "no database opens: " + Library.text(error.get(Library.POINTER, 0)));
            }
        } finally {
            Library.run("destroy_config", config);
        }
        if (!Library.ok("connect", database.get(Library.POINTER, 0), connection)) {
            throw DuckError.FAILED.says("the database takes no connection");
        }
        execute("SET TimeZone = 'UTC'");
        execute("SET lock_configuration = true");
    }

    private void set(MemorySegment config, String name, String value) {
        if (!Library.ok(
                "set_config",
                config.get(Library.POINTER, 0),
                arena.allocateFrom(name),
                arena.allocateFrom(value))) {
            throw DuckError.FAILED.says("the database has no setting '" + name + "'");
        }
    }

    /** Makes a table without rows. */
    public void create(String table, List<Field> columns) {
        execute(
                columns.stream()
                        .map(it -> quoted(it.name()) + " " + SqlTypes.of(it.type()))
                        .collect(
                                Collectors.joining(
                                        ", ", "CREATE TABLE " + quoted(table) + " (", ")")));
    }

    /** Gives a table another name besides. */
    public void alias(String name, String table) {
        execute("CREATE VIEW " + quoted(name) + " AS SELECT * FROM " + quoted(table));
    }

    /**
     * Adds rows to a table.
     *
     * @param columns those of the table, in their order; they stay the caller's
     * @param rows how many rows
     */
    public void append(String table, List<FieldVector> columns, int rows) {
        appends++;
        appenders
                .computeIfAbsent(table, it -> new Appender(connection(), it))
                .append(columns, rows);
    }

    /**
     * Reads a SELECT over the rows that were appended until now, and finds the types of its
     * columns. Once more rows were appended it cannot run: its plan holds for the rows that it was
     * made for (of the longest text among them, for one).
     */
    public Selection select(String sql) {
        appenders.values().forEach(Appender::flush);
        return new Selection(this, sql);
    }

    /** How often rows were appended. */
    long appends() {
        return appends;
    }

    MemorySegment connection() {
        return connection.get(Library.POINTER, 0);
    }

    /** A name as SQL writes it. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void execute(String sql) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment result = call.allocate(Library.RESULT);
            try {
                if (!Library.ok("query", connection(), call.allocateFrom(sql), result)) {
                    throw Faults.of(result);
                }
            } finally {
                Library.run("destroy_result", result);
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        appenders.values().forEach(Appender::close);
        if (connection().address() != 0) {
            Library.run("disconnect", connection);
        }
        if (database.get(Library.POINTER, 0).address() != 0) {
            Library.run("close", database);
        }
        arena.close();
    }
}
