package io.runink.isolation;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where a class was loaded from. */
final class CodePlace {

    private CodePlace() {}

    static Path of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
