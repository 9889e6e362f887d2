package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A herd that demands more than a machine gives. */
final class DemandedIsolationTest {

    @TempDir Path temporary;

    @Test
    void nothingStartsWhereAWallIsMissing() throws IOException {
        assumeTrue(Runi.root(), "a machine that lacks something is made with mounts");
        Path folder = Files.createDirectory(temporary.resolve("shop"));
        Runi runi = new Runi(folder);
        runi.run("herd", "init", "shop", "--example", "medallion").exits(0);
        Path herd = folder.resolve("herd/shop.herd");
        assertThat(herd).content().contains("isolation = \"full\"");
        runi.run("herd", "apply", "herd/shop.herd").exits(0);

        refused(runi, "mount -t tmpfs tmpfs /sys/fs/cgroup", "cgroup");
        refused(runi, "mount --bind /dev/null /usr/bin/bwrap", "bubblewrap is not installed");

        runi.behind();
        assertThat(runi.run("runs", "list", "--json").exits(0).out()).doesNotContain("RNK-");
        assertThat(runi.run("runs", "list").exits(0).out()).contains("No runs yet.");
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    /** One sentence, exit 4. */
    private static void refused(Runi runi, String without, String reason) {
        runi.behind("unshare", "--mount", "sh", "-c", without + " && exec \"$@\"", "sh");
        Runi.Result result = runi.run("run", "--scenario", "features/shop.dsl").exits(4);

        assertThat(result.err().strip().lines())
                .singleElement()
                .asString()
                .startsWith("RNK-CONTROL-002: isolation 'full' is demanded")
                .contains(reason);
        assertThat(result.out()).isEmpty();
    }
}
