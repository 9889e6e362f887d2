package io.runink.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Plug-ins made of a manifest alone: the kernel never asks for more. */
final class PluginFiles {

    private PluginFiles() {}

    /** A jar of a connector for a scheme, with one setting {@code batch-rows} from 1 to 9. */
    static Path connector(String name, String scheme, String imports) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", "1.2.0");
        headers.putValue(
                "Provide-Capability",
                "runink.connector;scheme="
                        + scheme
                        + ";directions:List<String>=\"source,sink\""
                        + ";configuration:List<String>=\"batch-rows=5:1:9:rows\\, in a batch\"");
        if (!imports.isEmpty()) {
            headers.putValue("Import-Package", imports);
        }
        Path file = Files.createTempFile(name, ".jar");
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }
}
