package io.runink.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeLockTest {

    @TempDir Path folder;

    private Home home;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeHome() {
        home = new Home(folder.resolve(".runink"));
        home.create();
    }

    private KernelProcess process() {
        PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new KernelProcess(
                home,
                () -> new Distribution(folder),
                new Console(InputStream.nullInputStream(), said, said, false, false));
    }

    @Test
    void isHeldByOneAndSaysByWhom() {
        try (HomeLock _ = taken()) {
            assertThat(HomeLock.attempt(home.lock())).isNull();
            assertThat(HomeLock.holder(home.lock())).hasValue(ProcessHandle.current().pid());
        }
        taken().close();
    }

    private HomeLock taken() {
        return Objects.requireNonNull(HomeLock.attempt(home.lock()), "somebody has the lock");
    }

    @Test
    void endsTheWaitWithASentence() {
        try (HomeLock _ = taken()) {
            assertThatThrownBy(() -> process().lock(0, OptionalInt::empty, new int[1]))
                    .hasMessageStartingWith(
                            "RNK-KERNEL-003: home '"
                                    + home.path()
                                    + "' is used by process "
                                    + ProcessHandle.current().pid());
        }
    }

    @Test
    void isGivenUpForAKernelThatAppears() {
        int[] exit = new int[1];
        int[] asked = new int[1];
        try (HomeLock _ = taken()) {
            HomeLock lock =
                    process()
                            .lock(
                                    60,
                                    () -> ++asked[0] < 12 ? OptionalInt.empty() : OptionalInt.of(4),
                                    exit);
            assertThat(lock).isNull();
        }

        assertThat(exit[0]).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("waiting for pid " + ProcessHandle.current().pid());
    }
}
