package io.runink.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedMemoryTest {

    private static final int PAGE = 4096;

    @TempDir private Path folder;

    /** What another process would get: the same memory by a descriptor that travelled. */
    private static int sent(int descriptor) {
        int[] ends = Posix.datagramPair();
        Posix.send(ends[0], new byte[] {1}, List.of(descriptor), 1000);
        int received = Posix.receive(ends[1], 1).orElseThrow().descriptors().getFirst();
        Posix.close(ends[0]);
        Posix.close(ends[1]);
        return received;
    }

    @Test
    void readerSeesWhatTheWriterWritesLater() {
        try (SharedMemory written = SharedMemory.create("test", 2 * PAGE);
                SharedMemory read = SharedMemory.open(sent(written.descriptor()), 2 * PAGE)) {
            written.segment().set(ValueLayout.JAVA_LONG, PAGE, 7);

            assertThat(read.segment().get(ValueLayout.JAVA_LONG, PAGE)).isEqualTo(7);
            assertThat(read.segment().get(ValueLayout.JAVA_LONG, 0)).isZero();
        }
    }

    @Test
    void nobodyElseCanWriteOrCutIt() throws IOException {
        try (SharedMemory memory = SharedMemory.create("test", PAGE)) {
            Path again = Path.of("/proc/self/fd/" + memory.descriptor());

            assertThatThrownBy(() -> Files.write(again, new byte[] {1})).isNotNull();
            assertThat(Files.size(again)).isEqualTo(PAGE);
            assertThat(Libc.FTRUNCATE.call(memory.descriptor(), 0)).isEqualTo(-1);
            assertThat(Libc.FTRUNCATE.call(memory.descriptor(), 2 * PAGE)).isEqualTo(-1);
            assertThat(Libc.MMAP.callLong(0, PAGE, 3, 1, memory.descriptor(), 0)).isEqualTo(-1);
        }
    }

    @Test
    void refusesWhatCouldBeTakenAwayWhileItIsRead() throws IOException {
        int unsealed;
        try (Arena arena = Arena.ofConfined()) {
            unsealed = Libc.MEMFD_CREATE.call(arena.allocateFrom("test").address(), 3);
        }
        Libc.FTRUNCATE.call(unsealed, PAGE);
        assertThatThrownBy(() -> SharedMemory.open(unsealed, PAGE))
                .hasMessageContaining("RNK-POSIX-011")
                .hasMessageContaining("can still be changed");

        Path file = Files.write(folder.resolve("file"), new byte[PAGE]);
        int disk = Posix.open(file, OpenMode.READ);
        assertThatThrownBy(() -> SharedMemory.open(disk, PAGE))
                .hasMessageContaining("RNK-POSIX-011");

        int[] pair = Posix.datagramPair();
        assertThatThrownBy(() -> SharedMemory.open(pair[0], PAGE))
                .hasMessageContaining("RNK-POSIX-011");
        Posix.close(pair[1]);
        assertThat(Libc.CLOSE.call(unsealed)).as("closed with the refusal").isNegative();
    }

    @Test
    void refusesAnotherSize() {
        try (SharedMemory memory = SharedMemory.create("test", PAGE)) {
            int received = sent(memory.descriptor());
            assertThatThrownBy(() -> SharedMemory.open(received, 2 * PAGE))
                    .hasMessageContaining("RNK-POSIX-011")
                    .hasMessageContaining("'4096' bytes");
        }
    }

    @Test
    void closingLeavesNoDescriptorAndNoMapping() throws IOException {
        SharedMemory memory = SharedMemory.create("runink-leak-test", PAGE);
        assertThat(mappings("runink-leak-test")).isEqualTo(1);
        memory.close();
        memory.close();

        assertThat(mappings("runink-leak-test")).isZero();
        assertThatThrownBy(() -> memory.segment().get(ValueLayout.JAVA_BYTE, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    private static long mappings(String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(it -> it.contains(name)).count();
        }
    }

    @Test
    void moreThanThereCanBeIsTold() {
        assertThatThrownBy(() -> SharedMemory.create("test", -1))
                .hasMessageContaining("RNK-POSIX-003");
        assertThatThrownBy(() -> SharedMemory.create("test", Long.MAX_VALUE / 2))
                .hasMessageContaining("RNK-POSIX");
    }

    @Test
    void messagesPassWithoutWaiting() {
        int[] ends = Posix.datagramPair();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(16);
            assertThat(Posix.receiveNow(ends[0], room)).isEqualTo(-1);
            MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, "wake".getBytes(UTF_8));
            assertThat(Posix.sendNow(ends[1], text)).isTrue();
            assertThat(Posix.receiveNow(ends[0], room)).isEqualTo(4);
            assertThat(room.asSlice(0, 4).toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo("wake".getBytes(UTF_8));

            Posix.sendNow(ends[1], arena.allocate(17));
            assertThatThrownBy(() -> Posix.receiveNow(ends[0], room))
                    .hasMessageContaining("RNK-POSIX-006");

            int sent = 0;
            while (Posix.sendNow(ends[1], arena.allocate(4096))) {
                sent++;
            }
            assertThat(sent).isPositive();
            assertThat(Posix.awaitRoom(ends[1], 0)).isFalse();
        } finally {
            Posix.close(ends[0]);
            Posix.close(ends[1]);
        }
    }

    @Test
    void whatWasSentIsReadThoughTheSenderLeftMessagesUnread() {
        int[] ends = Posix.datagramPair();
        Posix.send(ends[0], new byte[] {1}, List.of(), 1000);
        Posix.send(ends[1], new byte[] {2}, List.of(), 1000);
        Posix.send(ends[1], new byte[] {3}, List.of(), 1000);
        Posix.close(ends[1]);

        assertThat(Posix.receive(ends[0], 1).orElseThrow().message()).containsExactly(2);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(1);
            assertThat(Posix.receiveNow(ends[0], room)).isEqualTo(1);
            assertThat(room.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 3);
            assertThat(Posix.receiveNow(ends[0], room)).isZero();
            assertThatThrownBy(() -> Posix.sendNow(ends[0], room))
                    .hasMessageContaining("RNK-POSIX-004");
        } finally {
            Posix.close(ends[0]);
        }
    }
}
