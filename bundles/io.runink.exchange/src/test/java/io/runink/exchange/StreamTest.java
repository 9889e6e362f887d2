package io.runink.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeWriter;
import io.runink.spi.exchange.Exchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

final class StreamTest {

    private static final Schema SCHEMA =
            new Schema(
                    List.of(
                            Field.nullable("text", ArrowType.Utf8.INSTANCE),
                            Field.nullable("number", new ArrowType.Int(64, true))));

    private final Exchange exchange = new ArrowExchange();

    private byte[] stream(int batches, boolean end) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator(1 << 24);
                VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
                EdgeWriter writer = exchange.writer(root, out)) {
            for (int batch = 0; batch < batches; batch++) {
                VarCharVector text = (VarCharVector) root.getVector("text");
                BigIntVector number = (BigIntVector) root.getVector("number");
                for (int row = 0; row < 100; row++) {
                    if (row % 3 != 0) {
                        text.setSafe(row, ("row " + row).getBytes(StandardCharsets.UTF_8));
                    }
                    number.setSafe(row, batch * 100L + row);
                }
                root.setRowCount(100);
                writer.write();
                root.clear();
            }
            if (end) {
                writer.end();
            }
        }
        return out.toByteArray();
    }

    private long read(byte[] stream) throws IOException {
        try (BufferAllocator allocator = new RootAllocator(1 << 24);
                EdgeReader reader = exchange.reader(new ByteArrayInputStream(stream), allocator)) {
            long rows = 0;
            while (reader.next()) {
                BigIntVector number = (BigIntVector) reader.rows().getVector("number");
                for (int row = 0; row < reader.rows().getRowCount(); row++) {
                    assertThat(number.get(row)).isEqualTo(rows++);
                }
            }
            assertThat(reader.next()).isFalse();
            return rows;
        }
    }

    @Test
    void carriesEveryBatch() throws IOException {
        assertThat(read(stream(3, true))).isEqualTo(300);
    }

    @Test
    void carriesTheSchemaOfAnEdgeWithoutRows() throws IOException {
        try (BufferAllocator allocator = new RootAllocator(1 << 20);
                EdgeReader reader =
                        exchange.reader(new ByteArrayInputStream(stream(0, true)), allocator)) {
            assertThat(reader.rows().getSchema()).isEqualTo(SCHEMA);
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void tellsABrokenEdgeFromACompleteOne() throws IOException {
        byte[] unended = stream(2, false);
        assertThatThrownBy(() -> read(unended)).isInstanceOf(EOFException.class);
        byte[] whole = stream(2, true);
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .as("cut at " + length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void refusesMetadataAboveItsBound() {
        byte[] header =
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(-1)
                        .putInt(Integer.MAX_VALUE)
                        .array();
        assertThatThrownBy(() -> read(header))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-EXCHANGE-001");
    }

    @Test
    void refusesBytesThatAreNoMessage() {
        assertThatThrownBy(() -> read("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-EXCHANGE-002");
    }

    @Test
    void damagedBytesNeverLeaveTheBuffersNorTheAllocatorsLimit() throws IOException {
        byte[] whole = stream(2, true);
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit < 3; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            readAnything(damaged);
        }
    }

    /** Reads and touches every value; anything but a coded or stated failure is a defect. */
    private void readAnything(byte[] stream) {
        try (BufferAllocator allocator = new RootAllocator(1 << 20);
                EdgeReader reader = exchange.reader(new ByteArrayInputStream(stream), allocator)) {
            while (reader.next()) {
                VectorSchemaRoot rows = reader.rows();
                for (int row = 0; row < rows.getRowCount(); row++) {
                    if (rows.getVector(0) instanceof VarCharVector text && !text.isNull(row)) {
                        text.get(row);
                    }
                }
            }
        } catch (RuninkException | IOException | OutOfMemoryException e) {
            assertThat(e).isNotNull();
        }
    }
}
