package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CgroupMountsTest {

    private static final String HYBRID =
            """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct
            35 31 0:32 / /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory
            39 31 0:36 / /sys/fs/cgroup/with\\040space rw - cgroup cgroup rw,pids
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw,nsdelegate
            """;

    @Test
    void versionOneHasAFolderForEachController() {
        CgroupMounts mounts =
                CgroupMounts.parse(HYBRID, "8:pids:/\n4:memory:/a/b\n1:cpu,cpuacct:/c\n0::/d\n");

        assertThat(mounts.own("memory")).contains(Path.of("/sys/fs/cgroup/memory/a/b"));
        assertThat(mounts.own("cpu")).contains(Path.of("/sys/fs/cgroup/cpu,cpuacct/c"));
        assertThat(mounts.own("pids")).contains(Path.of("/sys/fs/cgroup/with space"));
        assertThat(mounts.own("blkio")).isEmpty();
        assertThat(mounts.ownUnified()).contains(Path.of("/sys/fs/cgroup/unified/d"));
    }

    @Test
    void versionTwoHasOneFolder() {
        String mountinfo =
                "28 24 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";

        CgroupMounts mounts = CgroupMounts.parse(mountinfo, "0::/system.slice/runink.service\n");

        assertThat(mounts.ownUnified())
                .contains(Path.of("/sys/fs/cgroup/system.slice/runink.service"));
        assertThat(mounts.own("memory")).isEmpty();
    }

    @Test
    void containersShowAPartOfTheHierarchyAsItsRoot() {
        String mountinfo =
                "700 690 0:32 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";

        assertThat(CgroupMounts.parse(mountinfo, "4:memory:/docker/abc/in").own("memory"))
                .contains(Path.of("/sys/fs/cgroup/memory/in"));
        assertThat(CgroupMounts.parse(mountinfo, "4:memory:/docker/abc").own("memory"))
                .contains(Path.of("/sys/fs/cgroup/memory"));
        assertThat(CgroupMounts.parse(mountinfo, "4:memory:/docker/abcdef").own("memory"))
                .contains(Path.of("/sys/fs/cgroup/memory"));
    }

    @Test
    void otherLinesAreNotLookedAt() {
        assertThat(CgroupMounts.parse("nonsense\n1 2 3 - x\n", "nonsense\n"))
                .isEqualTo(new CgroupMounts(java.util.List.of(), java.util.List.of()));
    }
}
