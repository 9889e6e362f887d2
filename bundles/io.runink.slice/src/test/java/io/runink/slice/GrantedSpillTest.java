package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.spi.spill.SpillFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrantedSpillTest {

    private static final int MIB = 1 << 20;

    @TempDir Path folder;

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(SpillFile file, long position, int length) {
        byte[] into = new byte[length + 2];
        file.read(position, into, 1, length);
        return Arrays.copyOfRange(into, 1, length + 1);
    }

    @Test
    void filesThatGrowTogetherKeepTheirBytes() throws IOException {
        GrantedSpill spill = new GrantedSpill(new FileScratch(folder.resolve("s")), 64L * MIB);
        List<SpillFile> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(spill.create());
        }
        for (int round = 0; round < 7; round++) {
            for (int i = 0; i < files.size(); i++) {
                byte[] part = random(100L * i + round, 300_001);
                files.get(i).append(part, 0, 1);
                files.get(i).append(part, 1, part.length - 1);
            }
        }
        for (int i = 0; i < files.size(); i++) {
            assertThat(files.get(i).length()).isEqualTo(7L * 300_001);
            for (int round = 0; round < 7; round++) {
                assertThat(read(files.get(i), round * 300_001L, 300_001))
                        .isEqualTo(random(100L * i + round, 300_001));
            }
        }
        assertThat(read(files.getFirst(), 300_000, 2))
                .containsExactly(random(0, 300_001)[300_000], random(1, 300_001)[0]);
    }

    @Test
    void theSpaceOfClosedFilesIsUsedAgain() throws IOException {
        FileScratch scratch = new FileScratch(folder.resolve("s"));
        GrantedSpill spill = new GrantedSpill(scratch, 3L * MIB);
        byte[] part = random(1, 2 * MIB);
        for (int i = 0; i < 20; i++) {
            SpillFile file = spill.create();
            file.append(part, 0, part.length);
            assertThat(read(file, 17, 100)).isEqualTo(Arrays.copyOfRange(part, 17, 117));
            file.close();
            file.close();
            assertThatThrownBy(() -> file.append(part, 0, 1))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(scratch.length()).isEqualTo(2L * MIB);
    }

    @Test
    void nobodyReadsWhatWasNotWritten() throws IOException {
        GrantedSpill spill = new GrantedSpill(new FileScratch(folder.resolve("s")), 2L * MIB);
        try (SpillFile file = spill.create()) {
            file.append(new byte[10], 0, 10);
            assertThatThrownBy(() -> file.read(5, new byte[10], 0, 6))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aSliceThatUsesUpItsSpaceSaysSo() throws IOException {
        GrantedSpill spill = new GrantedSpill(new FileScratch(folder.resolve("s")), 2L * MIB);
        SpillFile file = spill.create();
        file.append(new byte[2 * MIB], 0, 2 * MIB);
        assertThatThrownBy(() -> file.append(new byte[1], 0, 1))
                .hasMessageStartingWith("RNK-SLICE-020")
                .hasMessageContaining("'2' MiB");
    }

    @Test
    void aDiskThatRefusesIsSaidInItsWords() {
        Scratch full =
                new Scratch() {
                    @Override
                    public void write(long position, byte[] from, int offset, int length)
                            throws IOException {
                        throw new IOException("No space left on device");
                    }

                    @Override
                    public void read(long position, byte[] into, int offset, int length) {}
                };
        SpillFile file = new GrantedSpill(full, MIB).create();
        assertThatThrownBy(() -> file.append(new byte[1], 0, 1))
                .hasMessageStartingWith("RNK-SLICE-021")
                .hasMessageContaining("No space left on device");
    }

    @Test
    void aSliceWithoutScratchSpaceHasNone() {
        assertThatThrownBy(() -> new GrantedSpill(null, MIB).create())
                .hasMessageStartingWith("RNK-SLICE-001")
                .hasMessageContaining("no scratch space");
    }

    @Test
    void aDescriptorIsWrittenAndReadByPosition() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("s").toFile(), "rw")) {
            // No number is at hand here, and none is needed but to hasten the disk.
            GrantedSpill spill = new GrantedSpill(new PosixScratch(-1, file.getFD()), 64L * MIB);
            byte[] part = random(1, 9 * MIB + 1);
            SpillFile first = spill.create();
            SpillFile second = spill.create();
            first.append(part, 0, 700_000);
            second.append(part, 0, part.length);
            first.append(part, 700_000, part.length - 700_000);
            assertThat(read(first, 0, part.length)).isEqualTo(part);
            assertThat(read(second, 0, part.length)).isEqualTo(part);
        }
    }
}
