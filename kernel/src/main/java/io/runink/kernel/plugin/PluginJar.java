package io.runink.kernel.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/**
 * A plug-in's jar, read without loading a class of it.
 *
 * @param file where it is
 * @param name its symbolic name
 * @param version its version
 * @param sha256 of its bytes, lower-case hex
 * @param descriptors what it provides
 */
record PluginJar(Path file, String name, String version, String sha256, Descriptors descriptors) {

    /** A plug-in is a few classes; this is room for a large library in one. */
    private static final long BYTES_MAX = 512L * 1024 * 1024;

    /** What may stand in a file's name on every system, and in no path's step upward. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /**
     * Headers by which a bundle's code would run in the kernel, or become part of another bundle.
     * Plug-ins run in slices.
     */
    private static final List<String> REFUSED =
            List.of(Constants.BUNDLE_ACTIVATOR, "Service-Component", Constants.FRAGMENT_HOST);

    /**
     * Reads and verifies a jar.
     *
     * @throws io.runink.api.error.RuninkException if it is damaged or no plug-in
     */
    static PluginJar read(Path file) {
        Manifest manifest;
        String sha256;
        try {
            long size = Files.size(file);
            if (size > BYTES_MAX) {
                throw PluginError.UNREADABLE.exception(
                        "plug-in '"
                                + file
                                + "' has "
                                + size
                                + " bytes, expected at most "
                                + BYTES_MAX,
                        "keep data out of the plug-in's jar");
            }
            manifest = entries(file);
            sha256 = digest(file);
        } catch (IOException | SecurityException e) {
            throw PluginError.UNREADABLE.exception(
                    "plug-in '"
                            + file
                            + "' cannot be read ("
                            + e.getMessage()
                            + "), expected a"
                            + " whole jar with a manifest",
                    "build or copy it again");
        }
        Attributes headers = manifest.getMainAttributes();
        String name = name(file, headers);
        for (String header : REFUSED) {
            if (headers.getValue(header) != null) {
                throw PluginError.CODE_IN_KERNEL.exception(
                        "plug-in '"
                                + name
                                + "' has the header '"
                                + header
                                + "', expected none:"
                                + " no code of a plug-in runs in the kernel",
                        "build it without that header; its classes are loaded in slices");
            }
        }
        Descriptors descriptors = Descriptors.of(name, clauses(file, headers));
        if (descriptors.isEmpty()) {
            throw PluginError.NOTHING_PROVIDED.exception(
                    "bundle '"
                            + name
                            + "' provides nothing, expected a capability '"
                            + Descriptors.CONNECTOR
                            + "' or '"
                            + Descriptors.CHECK
                            + "'",
                    "check that this is a plug-in, and that its build declares what it provides");
        }
        String version = headers.getValue(Constants.BUNDLE_VERSION);
        return new PluginJar(
                file, name, version == null ? "0.0.0" : version.strip(), sha256, descriptors);
    }

    private static String name(Path file, Attributes headers) {
        String header = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        String name = header == null ? "" : header.split(";", 2)[0].strip();
        if (!NAME.matcher(name).matches()) {
            throw PluginError.NO_BUNDLE.exception(
                    "'"
                            + file
                            + "' names itself '"
                            + name
                            + "', expected a bundle with a"
                            + " Bundle-SymbolicName of letters, digits, '.', '_' and '-'",
                    "build it with the bnd plug-in, as the tutorial connector does");
        }
        return name;
    }

    private static List<CapabilityHeader.Clause> clauses(Path file, Attributes headers) {
        String provided = headers.getValue(Constants.PROVIDE_CAPABILITY);
        if (provided == null || provided.isBlank()) {
            return List.of();
        }
        try {
            return CapabilityHeader.parse(provided);
        } catch (IllegalArgumentException e) {
            throw PluginError.CAPABILITY.exception(
                    "header '"
                            + Constants.PROVIDE_CAPABILITY
                            + "' of '"
                            + file
                            + "' cannot be read: "
                            + e.getMessage(),
                    "correct the capability that the plug-in's build declares");
        }
    }

    /** Reads every entry to its end: a jar cut short or changed fails here and not in a slice. */
    private static Manifest entries(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw new IOException("no META-INF/MANIFEST.MF");
            }
            byte[] buffer = new byte[8192];
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                try (InputStream in = jar.getInputStream(all.nextElement())) {
                    int count = in.read(buffer);
                    while (count >= 0) {
                        count = in.read(buffer);
                    }
                }
            }
            return manifest;
        }
    }

    static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
