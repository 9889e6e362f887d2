package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that want to be more than classes in memory. */
final class CodeLoaderTest {

    @TempDir private Path folder;

    private static CodeLoader loader(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String own = "/" + CodeLoaderTest.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                InputStream code = CodeLoaderTest.class.getResourceAsStream(own)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(Objects.requireNonNull(code).readAllBytes());
        }
        return CodeLoader.read(new ByteArrayInputStream(bytes.toByteArray()), parent());
    }

    private static ClassLoader parent() {
        return ClassLoader.getPlatformClassLoader();
    }

    @Test
    void anEntryThatLeadsElsewhereIsAClassThatNobodyCanName() throws IOException {
        Path aim = folder.resolve("Slipped.class");
        String up = "../".repeat(folder.getNameCount() + 20);
        for (String entry : new String[] {up + aim.toString().substring(1), aim.toString()}) {
            CodeLoader loader = loader(entry);

            assertThat(aim).doesNotExist();
            String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
            assertThatThrownBy(() -> loader.loadClass(name))
                    .isInstanceOfAny(ClassNotFoundException.class, LinkageError.class);
        }
    }

    @Test
    void aClassOfTheJdkCannotBeReplaced() throws IOException {
        assertThatThrownBy(() -> loader("java/lang/Evil.class").loadClass("java.lang.Evil"))
                .isInstanceOfAny(SecurityException.class, LinkageError.class);
    }
}
