package io.runink.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MessagesTest {

    private final int[] ends = Posix.datagramPair();

    @AfterEach
    void closeEnds() {
        Posix.close(ends[0]);
        Posix.close(ends[1]);
    }

    @Test
    void messagesStayWholeAndInOrder() {
        Posix.send(ends[0], "one".getBytes(UTF_8), List.of(), 1000);
        Posix.send(ends[0], "two".getBytes(UTF_8), List.of(), 1000);

        assertThat(Posix.receive(ends[1], 10).orElseThrow().message()).asString().isEqualTo("one");
        assertThat(Posix.receive(ends[1], 10).orElseThrow().message()).asString().isEqualTo("two");
    }

    @Test
    void longestControlMessageFits() {
        byte[] message = new byte[160 * 1024];
        Arrays.fill(message, (byte) 7);

        Posix.send(ends[0], message, List.of(), 1000);

        assertThat(Posix.receive(ends[1], message.length).orElseThrow().message())
                .isEqualTo(message);
    }

    @Test
    void descriptorsTravelAlong() throws IOException {
        int first = Posix.memfd("first", "a".getBytes(UTF_8));
        int second = Posix.memfd("second", "b".getBytes(UTF_8));
        Posix.send(ends[0], new byte[] {1}, List.of(first, second), 1000);
        Posix.close(first);
        Posix.close(second);

        Received received = Posix.receive(ends[1], 1).orElseThrow();

        assertThat(received.descriptors()).hasSize(2);
        assertThat(content(received.descriptors().get(0))).isEqualTo("a");
        assertThat(content(received.descriptors().get(1))).isEqualTo("b");
    }

    @Test
    void asManyDescriptorsTravelAsTheKernelTakes() {
        int file = Posix.memfd("many", new byte[0]);
        List<Integer> many = Collections.nCopies(Messages.DESCRIPTORS_MAX, file);
        Posix.send(ends[0], new byte[] {1}, many, 1000);

        List<Integer> received = Posix.receive(ends[1], 1).orElseThrow().descriptors();

        assertThat(received).hasSize(Messages.DESCRIPTORS_MAX);
        received.forEach(Posix::close);
        Posix.close(file);
    }

    @Test
    void descriptorsReachAnotherProcess() {
        int file = Posix.memfd("content", "in the file".getBytes(UTF_8));
        List<String> command =
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName());
        int nothing = Posix.open(Path.of("/dev/null"), OpenMode.READ);
        int pid = Posix.spawn(command, Map.of(), Map.of(0, nothing, 1, 1, 2, 2, 3, ends[1]));
        Posix.close(nothing);

        Posix.send(ends[0], "got: ".getBytes(UTF_8), List.of(file), 1000);
        Posix.close(file);

        assertThat(Posix.receive(ends[0], 100).orElseThrow().message())
                .asString()
                .isEqualTo("got: in the file");
        assertThat(Posix.await(pid)).isEqualTo(new Exit(0, 0));
    }

    @Test
    void endsWhenTheOtherEndIsGone() {
        int[] pair = Posix.datagramPair();
        Posix.close(pair[0]);

        assertThat(Posix.receive(pair[1], 10)).isEmpty();
        assertThatThrownBy(() -> Posix.send(pair[1], new byte[1], List.of(), 1000))
                .hasMessageStartingWith("RNK-POSIX-004");
        Posix.close(pair[1]);
    }

    @Test
    void readableIsSaidOfMessagesAndOfTheEndButNotOfSilence() {
        assertThat(Posix.awaitReadable(ends[1], 1)).isFalse();

        Posix.send(ends[0], new byte[1], List.of(), 1000);
        assertThat(Posix.awaitReadable(ends[1], 10_000)).isTrue();
        assertThat(Posix.receive(ends[1], 1)).isPresent();

        Posix.shutdown(ends[0]);
        assertThat(Posix.awaitReadable(ends[1], 10_000)).isTrue();
        assertThat(Posix.receive(ends[1], 1)).isEmpty();
        assertThat(Posix.receive(ends[0], 1)).isEmpty();
    }

    @Test
    void kernelNamesTheSender() {
        Posix.nameSenders(ends[1], true);
        Posix.send(ends[0], new byte[100], List.of(ends[0]), 1000);

        assertThat(Posix.receiveSender(ends[1]))
                .contains(new Sender((int) ProcessHandle.current().pid(), Posix.uid()));

        Posix.nameSenders(ends[1], false);
        Posix.send(ends[0], new byte[100], List.of(), 1000);
        assertThat(Posix.receiveSender(ends[1])).isEmpty();
    }

    @Test
    void endsWhenTheOtherEndLeavesMessagesUnread() {
        int[] pair = Posix.datagramPair();
        Posix.send(pair[1], new byte[1], List.of(), 1000);
        Posix.close(pair[0]);

        assertThat(Posix.receive(pair[1], 10)).isEmpty();
        Posix.close(pair[1]);
    }

    @Test
    void sendGivesUpOnAnEndThatDoesNotRead() {
        byte[] message = new byte[64 * 1024];
        assertThatThrownBy(
                        () -> {
                            // More than any default socket buffer.
                            for (int i = 0; i < 1000; i++) {
                                Posix.send(ends[0], message, List.of(), 20);
                            }
                        })
                .hasMessageStartingWith("RNK-POSIX-005");
    }

    @Test
    void messageThatDoesNotFitIsAnErrorAndItsDescriptorsAreClosed() {
        int file = Posix.memfd("file", new byte[0]);
        Posix.send(ends[0], new byte[11], List.of(file), 1000);

        assertThatThrownBy(() -> Posix.receive(ends[1], 10))
                .hasMessageStartingWith("RNK-POSIX-006");
        // The lowest free number is that of the one that arrived and was closed.
        int next = Posix.memfd("next", new byte[0]);
        assertThat(next).isEqualTo(file + 1);
        Posix.close(file);
        Posix.close(next);
    }

    @Test
    void emptyMessagesAndTooManyDescriptorsAreNotSent() {
        assertThatThrownBy(() -> Posix.send(ends[0], new byte[0], List.of(), 1000))
                .hasMessageStartingWith("RNK-POSIX-007");
        assertThatThrownBy(() ->
                        Posix.send(
                                ends[0],
                                new byte[1],
                                Collections.nCopies(Messages.DESCRIPTORS_MAX + 1, 0),
                                1000))
                .hasMessageStartingWith("RNK-POSIX-007");
    }

    @Test
    void streamsCarryBytesBothWays() throws IOException {
        int[] pair = Posix.streamPair();
        try (FileOutputStream out = new FileOutputStream(Posix.adopt(pair[0]));
                FileInputStream in = new FileInputStream(Posix.adopt(pair[1]))) {
            out.write("bytes".getBytes(UTF_8));
            assertThat(in.readNBytes(5)).asString().isEqualTo("bytes");
        }
    }

    private static String content(int fd) throws IOException {
        try (FileInputStream in = new FileInputStream(Posix.adopt(fd))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
