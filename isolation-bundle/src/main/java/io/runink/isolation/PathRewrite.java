package io.runink.isolation;

import io.runink.spi.isolation.LaunchSpec;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Turns paths as seen behind walls into those of the host, for a process without walls: whole
 * arguments, and parts of them between {@code =} and {@code :}.
 */
final class PathRewrite {

    private final List<LaunchSpec.Bind> binds;

    PathRewrite(List<LaunchSpec.Bind> binds) {
        // The innermost first: a file bound into a folder that is bound too.
        this.binds =
                binds.stream()
                        .sorted(
                                Comparator.comparingInt(
                                                (LaunchSpec.Bind it) -> it.inside().length())
                                        .reversed())
                        .toList();
    }

    /** The argument as the host knows it. */
    String apply(String argument) {
        StringBuilder rewritten = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= argument.length(); i++) {
            boolean end = i == argument.length();
            if (end || argument.charAt(i) == '=' || argument.charAt(i) == ':') {
                rewritten.append(path(argument.substring(start, i)));
                if (!end) {
                    rewritten.append(argument.charAt(i));
                }
                start = i + 1;
            }
        }
        return rewritten.toString();
    }

    private String path(String part) {
        for (LaunchSpec.Bind bind : binds) {
            if (part.equals(bind.inside())) {
                return bind.host().toString();
            }
            if (part.startsWith(bind.inside() + "/")) {
                Path host = bind.host();
                return host + part.substring(bind.inside().length());
            }
        }
        return part;
    }
}
