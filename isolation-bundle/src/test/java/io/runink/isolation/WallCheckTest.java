package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WallCheckTest {

    private static final int UID = 300_000_001;
    private static final String STATUS =
            """
            Name:\tsh
            Uid:\t300000001\t300000001\t300000001\t300000001
            NSpid:\t77\t5\t1
            CapInh:\t0000000000000000
            CapPrm:\t0000000000000000
            CapEff:\t0000000000000000
            CapAmb:\t0000000000000000
            NoNewPrivs:\t1
            Seccomp:\t2
            """;

    @TempDir private Path folder;
    private Path process = Path.of("unset");
    private Path self = Path.of("unset");

    @BeforeEach
    void layOut() throws IOException {
        process = folder.resolve("process");
        self = folder.resolve("self");
        Files.createDirectories(process.resolve("ns"));
        Files.createDirectories(self.resolve("ns"));
        for (String namespace : List.of("user", "pid", "mnt", "net", "uts", "ipc")) {
            link(self, namespace, 1);
            link(process, namespace, 2);
        }
        Files.writeString(process.resolve("status"), STATUS);
        Files.writeString(process.resolve("uid_map"), " 300000001  300000001          1\n");
        Files.writeString(process.resolve("cgroup"), "4:memory:/up/runink-x\n0::/runink-x\n");
    }

    private static void link(Path of, String namespace, int number) throws IOException {
        Path link = of.resolve("ns").resolve(namespace);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(namespace + ":[" + number + "]"));
    }

    private List<String> gaps() {
        Path leaf = Path.of("/sys/fs/cgroup/memory/up/runink-x");
        return new WallCheck(process, self)
                .gaps(
                        UID,
                        new CgroupLeaf(
                                List.of(leaf, Path.of("/sys/fs/cgroup/unified/runink-x")),
                                leaf,
                                Optional.empty()));
    }

    @Test
    void standingWallsHaveNoGaps() {
        assertThat(gaps()).isEmpty();
    }

    @Test
    void everyMissingWallIsAGap() throws IOException {
        for (String[] change :
                new String[][] {
                    {"Seccomp:\t2", "Seccomp:\t0"},
                    {"NoNewPrivs:\t1", "NoNewPrivs:\t0"},
                    {"CapEff:\t0000000000000000", "CapEff:\t0000000000000001"},
                    {"CapPrm:\t0000000000000000", "CapPrm:\t000001ffffffffff"},
                    {"Uid:\t300000001", "Uid:\t0"},
                    {"NSpid:\t77\t5\t1", "NSpid:\t77"},
                    {"Seccomp:\t2\n", ""}
                }) {
            Files.writeString(process.resolve("status"), STATUS.replace(change[0], change[1]));
            assertThat(gaps()).as(change[1]).hasSize(1);
        }
    }

    @Test
    void rootInTheUserMapIsAGap() throws IOException {
        Files.writeString(process.resolve("uid_map"), "      1000          0          1\n");
        assertThat(gaps()).singleElement().asString().contains("none to root");

        Files.writeString(process.resolve("uid_map"), "");
        assertThat(gaps()).hasSize(1);
    }

    @Test
    void sharedNamespaceAndForeignCgroupAreGaps() throws IOException {
        link(process, "net", 1);
        Files.writeString(process.resolve("cgroup"), "4:memory:/up/runink-x\n0::/\n");

        assertThat(gaps())
                .containsExactly("shares the agent's net namespace", "is not in its cgroup");
    }

    @Test
    void whatCannotBeLookedAtIsAGap() throws IOException {
        Files.delete(process.resolve("status"));

        assertThat(gaps()).singleElement().asString().startsWith("cannot be looked at");
    }
}
