package io.runink.duckdb;

import io.runink.api.error.RuninkException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of DuckDB's C interface, in the library that its Java driver brings along. That
 * lies beside this room's jar, so that nothing is unpacked at run time and no path has to be told:
 * a slice sees the folder, and can write none that a library could be loaded from.
 */
@SuppressWarnings("restricted")
final class Library {

    static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG;
    static final ValueLayout.OfInt STATE = ValueLayout.JAVA_INT;
    static final java.lang.foreign.AddressLayout POINTER = ValueLayout.ADDRESS;

    /** Of a {@code duckdb_result}: six words, of which none is looked at. */
    static final MemoryLayout RESULT =
            MemoryLayout.structLayout(
                    MemoryLayout.sequenceLayout(6, ValueLayout.JAVA_LONG).withName("words"));

    private static final ConcurrentHashMap<String, MethodHandle> HANDLES =
            new ConcurrentHashMap<>();

    private Library() {}

    /** Loads the library on the first call. */
    private static final class Symbols {
        static final SymbolLookup LOOKUP = load(file());
    }

    /** Loads a library for as long as this process lives. */
    static SymbolLookup load(Path file) {
        if (!Files.isReadable(file)) {
            throw DuckError.LIBRARY.says("the library '" + file.getFileName() + "' is not there");
        }
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw DuckError.LIBRARY.says(
                    "the library '" + file.getFileName() + "' does not load on this machine", e);
        }
    }

    /** Where the library of this machine lies. */
    static Path file() {
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String arch = processor.equals("aarch64") ? "arm64" : processor.replace("x86_64", "amd64");
        CodeSource source = Library.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw DuckError.LIBRARY.says("the place of the room is unknown");
        }
        try {
            Path room = Path.of(source.getLocation().toURI());
            return room.resolveSibling("libduckdb_java.so_linux_" + arch);
        } catch (URISyntaxException e) {
            throw DuckError.LIBRARY.says("the place of the room is no path", e);
        }
    }

    /** A function by its name without {@code duckdb_}. */
    static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return HANDLES.computeIfAbsent(
                name,
                it -> {
                    MemorySegment symbol =
                            Symbols.LOOKUP
                                    .find("duckdb_" + it)
                                    .orElseThrow(() ->
                                            DuckError.LIBRARY.says(
                                                    "the library has no function duckdb_" + it));
                    return Linker.nativeLinker().downcallHandle(symbol, descriptor);
                });
    }

    private static MethodHandle ofPointers(String name, FunctionDescriptor result, int arguments) {
        MemoryLayout[] pointers = new MemoryLayout[arguments];
        Arrays.fill(pointers, POINTER);
        FunctionDescriptor descriptor = result.appendArgumentLayouts(pointers);
        return function(name, descriptor).asSpreader(MemorySegment[].class, arguments);
    }

    /** Calls a function of pointers that tells success by 0. */
    static boolean ok(String name, MemorySegment... pointers) {
        try {
            return (int)
                            ofPointers(name, FunctionDescriptor.of(STATE), pointers.length)
                                    .invoke(pointers)
                    == 0;
        } catch (Throwable e) {
            throw broken(name, e);
        }
    }

    /** Calls a function of pointers that answers an enum's constant. */
    static int constant(String name, MemorySegment... pointers) {
        try {
            return (int)
                    ofPointers(name, FunctionDescriptor.of(STATE), pointers.length)
                            .invoke(pointers);
        } catch (Throwable e) {
            throw broken(name, e);
        }
    }

    /** Calls a function of pointers that answers a number. */
    static long number(String name, MemorySegment... pointers) {
        try {
            return (long)
                    ofPointers(name, FunctionDescriptor.of(NUMBER), pointers.length)
                            .invoke(pointers);
        } catch (Throwable e) {
            throw broken(name, e);
        }
    }

    /** Calls a function of pointers that answers a pointer. */
    static MemorySegment pointer(String name, MemorySegment... pointers) {
        try {
            return (MemorySegment)
                    ofPointers(name, FunctionDescriptor.of(POINTER), pointers.length)
                            .invoke(pointers);
        } catch (Throwable e) {
            throw broken(name, e);
        }
    }

    /** Calls a function of pointers that answers nothing. */
    static void run(String name, MemorySegment... pointers) {
        try {
            ofPointers(name, FunctionDescriptor.ofVoid(), pointers.length).invoke(pointers);
        } catch (Throwable e) {
            throw broken(name, e);
        }
    }

    /** Calls a function of a pointer and an index that answers a pointer. */
    static MemorySegment at(String name, MemorySegment of, long index) {
        try {
            return (MemorySegment)
                    function(name, FunctionDescriptor.of(POINTER, POINTER, NUMBER))
                            .invoke(of, index);
        } catch (Throwable e) {
            throw broken(name, e);
        }
    }

    /** What a function of C threw at its edge: none of them does. */
    static RuninkException broken(String name, Throwable e) {
        if (e instanceof RuninkException own) {
            return own;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return DuckError.FAILED.says("duckdb_" + name + " cannot be called", e);
    }

    /** A text of C, empty for none. */
    static String text(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Integer.MAX_VALUE).getString(0);
    }
}
