package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.spi.isolation.LaunchSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PathRewriteTest {

    private final PathRewrite rewrite =
            new PathRewrite(
                    List.of(
                            new LaunchSpec.Bind(Path.of("/opt/app"), "/runink/app"),
                            new LaunchSpec.Bind(Path.of("/opt/one.jar"), "/runink/app/one.jar"),
                            new LaunchSpec.Bind(Path.of("/usr/lib/jdk"), "/runink/jdk")));

    @Test
    void wholeArgumentsAndPartsBetweenSeparatorsAreRewritten() {
        assertThat(rewrite.apply("/runink/jdk/bin/java")).isEqualTo("/usr/lib/jdk/bin/java");
        assertThat(rewrite.apply("/runink/app/one.jar:/runink/app/two.jar:/runink/app"))
                .isEqualTo("/opt/one.jar:/opt/app/two.jar:/opt/app");
        assertThat(rewrite.apply("-XX:AOTCache=/runink/app/slice.aot"))
                .isEqualTo("-XX:AOTCache=/opt/app/slice.aot");
    }

    @Test
    void everythingElseStays() {
        for (String argument :
                List.of("", "-Xmx64m", "/runink/apple", "x/runink/app", "a=b:c", "::", "=")) {
            assertThat(rewrite.apply(argument)).isEqualTo(argument);
        }
    }
}
