package io.runink.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import io.runink.api.herd.IsolationLevel;
import io.runink.posix.Posix;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a slice may do to its agent by way of the one descriptor that they share. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChannelTest {

    private static final int SIGKILL = 9;
    private static final int MESSAGES = 1_000_000;

    @TempDir private Path folder;
    private Walls walls = new Walls(Path.of("unset"));

    @BeforeEach
    void raise() {
        walls = new Walls(folder);
    }

    @AfterEach
    void lower() {
        walls.close();
    }

    @Test
    void aSliceThatNeverReadsIsGivenUp() {
        int[] ends = Posix.datagramPair();
        try (Channel channel = new Channel(ends[0], 50)) {
            assertThatThrownBy(
                            () -> {
                                // The kernel holds a few hundred for somebody who does not read.
                                for (int i = 0; i < MESSAGES; i++) {
                                    channel.send(new byte[1024], List.of());
                                }
                            })
                    .isInstanceOf(RuninkException.class)
                    .hasMessageContaining("50 ms");
        } finally {
            Posix.close(ends[1]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void aSliceThatFloodsIsHeldBackAndCanBeEnded(IsolationLevel level) throws Exception {
        walls.need(level);
        LaunchSpec spec = walls.shell(level, "while :; do echo garbage >&3; done");
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            for (int i = 0; i < 100; i++) {
                assertThat(slice.control().receive()).contains("garbage\n".getBytes(UTF_8));
            }
            // Nobody reads any more: it waits in the kernel, and yet ends at once.
            slice.kill();

            assertThat(slice.exit().get(20, TimeUnit.SECONDS).signal()).isEqualTo(SIGKILL);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void aMessageThatIsTooLongIsNoMessage(IsolationLevel level) {
        walls.need(level);
        LaunchSpec spec =
                python(
                        level,
                        """
                        import socket
                        agent = socket.socket(fileno=3)
                        agent.send(b'x' * 180000)
                        agent.send(b'short')
                        """);
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            assertThatThrownBy(() -> slice.control().receive())
                    .isInstanceOf(RuninkException.class)
                    .hasMessageContaining("longer than");
            assertThat(slice.control().receive()).contains("short".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void descriptorsThatASliceSendsDoNotStayWithTheAgent(IsolationLevel level) throws IOException {
        walls.need(level);
        LaunchSpec spec =
                python(
                        level,
                        """
                        import socket
                        agent = socket.socket(fileno=3)
                        zero = open('/dev/zero')
                        for i in range(50):
                            socket.send_fds(agent, [b'take'], [zero.fileno()] * 8)
                        """);
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            for (int i = 0; i < 50; i++) {
                assertThat(slice.control().receive()).contains("take".getBytes(UTF_8));
            }
            assertThat(slice.control().receive()).isEmpty();
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
                assertThat(descriptors.filter(ChannelTest::isZero)).isEmpty();
            }
        }
    }

    private static boolean isZero(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).equals(Path.of("/dev/zero"));
        } catch (IOException e) {
            // That of the listing itself is gone by now.
            return false;
        }
    }

    private LaunchSpec python(IsolationLevel level, String script) {
        return walls.spec(level, List.of(), List.of("/usr/bin/python3", "-c", script));
    }
}
