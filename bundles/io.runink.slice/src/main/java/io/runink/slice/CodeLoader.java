package io.runink.slice;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Defines the user's classes from the bytes of the DAG's jar, which touches no disk. */
final class CodeLoader extends ClassLoader {

    /** Bytes of all classes; contract files compile to some kilobytes. */
    private static final long CLASS_BYTES_MAX = 32L << 20;

    /** Entries of the jar, so that a bomb of empty ones ends too. */
    private static final int ENTRIES_MAX = 20_000;

    private static final String SUFFIX = ".class";

    private final Map<String, byte[]> classes;

    private CodeLoader(Map<String, byte[]> classes, ClassLoader parent) {
        super("runink-code", parent);
        this.classes = classes;
    }

    /**
     * Reads a jar.
     *
     * @param jar its bytes; closed by the caller
     * @param parent sees {@code io.runink.api}
     */
    static CodeLoader read(InputStream jar, ClassLoader parent) {
        Map<String, byte[]> classes = new HashMap<>();
        long left = CLASS_BYTES_MAX;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(jar)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                if (entries > ENTRIES_MAX) {
                    throw unreadable("has more than '" + ENTRIES_MAX + "' entries");
                }
                String name = entry.getName();
                if (entry.isDirectory() || !name.endsWith(SUFFIX) || name.startsWith("META-INF/")) {
                    continue;
                }
                byte[] bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
                left -= bytes.length;
                if (left < 0) {
                    throw unreadable("has classes of more than '" + CLASS_BYTES_MAX + "' bytes");
                }
                classes.put(
                        name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'),
                        bytes);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw unreadable("is no jar");
        } catch (IOException e) {
            throw Failures.input("the DAG", e);
        }
        if (entries == 0) {
            throw unreadable("is no jar");
        }
        return new CodeLoader(classes, parent);
    }

    private static RuntimeException unreadable(String found) {
        return SliceError.CODE_UNREADABLE.exception(
                "the DAG's jar " + found + ", expected one that 'runi compile' wrote",
                "compile the DAG again");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
