package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.plan.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On folders that are laid out as the kernel's; the real ones are in {@link EscapeTest}. */
final class CgroupTreeTest {

    private static final Resources LIMITS = new Resources(128L << 20, 1500, 32);

    @TempDir private Path base;

    @BeforeEach
    void layOut() throws IOException {
        Files.writeString(base.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
        Files.writeString(base.resolve("cgroup.subtree_control"), "");
        Files.writeString(base.resolve("cgroup.procs"), "");
    }

    private static CgroupMounts unified(Path folder) {
        return new CgroupMounts(
                List.of(new CgroupMounts.Mount(folder, "/", true, List.of("rw"))),
                List.of(new CgroupMounts.Membership(List.of(), "/")));
    }

    @Test
    void versionTwoIsTakenWhereItHasTheControllers() throws IOException {
        assertThat(CgroupTree.of(unified(base)))
                .contains(new CgroupTree(CgroupTree.Mode.V2, base, base, base, Optional.empty()));

        Files.writeString(base.resolve("cgroup.controllers"), "cpu pids\n");
        assertThat(CgroupTree.of(unified(base))).isEmpty();
    }

    @Test
    void agentMovesOutOfTheWayBeforeChildrenAreLimited() throws IOException {
        long agent = ProcessHandle.current().pid();
        Files.writeString(base.resolve("cgroup.type"), "domain\n");
        Files.writeString(base.resolve("cgroup.procs"), agent + "\n");
        Path home = Files.createDirectory(base.resolve("runink.agent"));
        Files.writeString(home.resolve("cgroup.procs"), "");
        Files.writeString(home.resolve("cgroup.type"), "domain\n");

        CgroupDelegation.enable(base, List.of("memory"));

        assertThat(home.resolve("cgroup.procs")).hasContent(Long.toString(agent));
        assertThat(base.resolve("cgroup.subtree_control")).hasContent("+memory");
        assertThat(CgroupDelegation.base(home)).isEqualTo(base);
        assertThat(CgroupDelegation.base(base)).isEqualTo(base);
    }

    @Test
    void othersAreNotMovedButSaidToBeInTheWay() throws IOException {
        Files.writeString(base.resolve("cgroup.type"), "domain\n");
        Files.writeString(base.resolve("cgroup.procs"), "999999999\n");

        assertThatThrownBy(() -> CgroupDelegation.enable(base, List.of("memory")))
                .hasMessageStartingWith("RNK-ISOLATION-006")
                .hasMessageContaining("systemd-run");
    }

    @Test
    void leafThatCannotBeLimitedIsRemoved() throws IOException {
        Files.writeString(base.resolve("cgroup.subtree_control"), "cpu memory pids\n");
        CgroupTree tree = new CgroupTree(CgroupTree.Mode.V2, base, base, base, Optional.empty());

        // A plain folder has no memory.max to write to.
        assertThatThrownBy(() -> tree.make("x", LIMITS))
                .hasMessageStartingWith("RNK-ISOLATION-006")
                .hasMessageContaining("memory.max");
        assertThat(base.resolve(LeafOwner.self().leaf("x"))).doesNotExist();
    }

    @Test
    void usageIsReadInBothVersions() throws IOException {
        Path leaf = Files.createDirectory(base.resolve("runink-y"));
        CgroupLeaf counted = new CgroupLeaf(List.of(leaf), leaf, Optional.empty());
        assertThat(counted.peakBytes()).isZero();
        assertThat(counted.outOfMemory()).isFalse();

        Files.writeString(leaf.resolve("memory.max_usage_in_bytes"), "42\n");
        Files.writeString(leaf.resolve("memory.oom_control"), "oom_kill_disable 0\noom_kill 1\n");
        assertThat(counted.peakBytes()).isEqualTo(42);
        assertThat(counted.outOfMemory()).isTrue();

        Files.delete(leaf.resolve("memory.oom_control"));
        Files.writeString(leaf.resolve("memory.peak"), "43\n");
        Files.writeString(leaf.resolve("memory.events"), "max 9\noom 2\noom_kill 0\n");
        assertThat(counted.peakBytes()).isEqualTo(43);
        assertThat(counted.outOfMemory()).isFalse();
    }

    @Test
    void abandonedLeavesAreSwept() throws IOException {
        Path old = Files.createDirectory(base.resolve("runink-old"));
        Path young = Files.createDirectory(base.resolve("runink-young"));
        Path other = Files.createDirectory(base.resolve("other"));
        Path agent = Files.createDirectory(base.resolve("runink.agent"));
        FileTime hourAgo = FileTime.from(Instant.now().minusSeconds(3600));
        for (Path folder : List.of(old, other, agent)) {
            Files.setLastModifiedTime(folder, hourAgo);
        }

        new CgroupTree(CgroupTree.Mode.V2, base, base, base, Optional.empty()).sweep();

        assertThat(old).doesNotExist();
        assertThat(List.of(young, other, agent)).allSatisfy(it -> assertThat(it).exists());
    }

    @Test
    void whatAKilledAgentLeftIsSweptAtOnceAndWhatIsOfALivingOneStays() throws Exception {
        Process killed = new ProcessBuilder("/bin/sleep", "60").start();
        killed.destroyForcibly().waitFor();
        LeafOwner self = LeafOwner.self();
        LeafOwner gone = new LeafOwner(self.namespace(), killed.pid());
        Path left = Files.createDirectory(base.resolve(gone.leaf("slice")));
        Path own = Files.createDirectory(base.resolve(self.leaf("slice")));
        // The same number in another container is another process.
        LeafOwner elsewhere = new LeafOwner(self.namespace() + 1, killed.pid());
        Path other = Files.createDirectory(base.resolve(elsewhere.leaf("slice")));

        new CgroupTree(CgroupTree.Mode.V2, base, base, base, Optional.empty()).sweep();

        assertThat(LeafOwner.of(left)).contains(gone);
        assertThat(LeafOwner.of(base.resolve("runink-old"))).isEmpty();
        assertThat(left).doesNotExist();
        assertThat(List.of(own, other)).allSatisfy(it -> assertThat(it).exists());
    }

    @Test
    void aThreadThatWasToldToStopWaitsForTheEndOfWhatItRemoves() throws Exception {
        Path leaf = Files.createDirectory(base.resolve("runink-z"));
        // As a cgroup that holds a process: it cannot be removed.
        Path inside = Files.writeString(leaf.resolve("inside"), "");
        Thread ends =
                Thread.ofPlatform()
                        .start(() -> {
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                            assertThat(inside.toFile().delete()).isTrue();
                        });
        Thread.currentThread().interrupt();

        new CgroupLeaf(List.of(leaf), leaf, Optional.empty()).remove();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(leaf).doesNotExist();
        ends.join();
    }
}
