package io.runink.kernel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars made of a manifest alone. */
final class PluginJars {

    static final String TAP = "runink.connector;scheme=tap;directions:List<String>=\"source,sink\"";

    private PluginJars() {}

    static Path make(Path file, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }

    static Path tap(Path file, String name, String version) throws IOException {
        return make(
                file,
                Map.of(
                        "Bundle-SymbolicName", name,
                        "Bundle-Version", version,
                        "Provide-Capability", TAP));
    }
}
