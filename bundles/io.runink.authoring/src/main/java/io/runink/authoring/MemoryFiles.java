package io.runink.authoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Keeps the compiler's class files in memory; it writes nowhere else. */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final SortedMap<String, byte[]> classes = new TreeMap<>();

    MemoryFiles(StandardJavaFileManager delegate) {
        super(delegate);
    }

    /** Class files by path. */
    SortedMap<String, byte[]> classes() {
        return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
            throws IOException {
        if (kind != JavaFileObject.Kind.CLASS) {
            throw new IOException("contract files yield class files only");
        }
        return new ClassFile(className.replace('.', '/') + kind.extension);
    }

    @Override
    public FileObject getFileForOutput(
            Location location, String packageName, String relativeName, FileObject sibling)
            throws IOException {
        throw new IOException("contract files yield class files only");
    }

    private final class ClassFile extends SimpleJavaFileObject {

        private final String path;

        ClassFile(String path) {
            super(URI.create("class:///" + path), Kind.CLASS);
            this.path = path;
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    classes.put(path, toByteArray());
                }
            };
        }
    }
}
