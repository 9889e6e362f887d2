package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.Edge;
import org.junit.jupiter.api.Test;

final class EdgeMemoryTest {

    private static final long MIB = 1 << 20;
    private static final Edge ROWS = new Edge("a", "b", Edge.Kind.ROWS, "C");
    private static final Edge TEXT = new Edge("a", "b", Edge.Kind.LEXICAL, "C");
    private static final Edge REJECTIONS = new Edge("a", "dlq", Edge.Kind.REJECTIONS, "");

    @Test
    void oneEdgeHoldsTheUsualBatch() {
        assertThat(EdgeMemory.slotBytes(256 * MIB, 1, 0, ROWS)).isEqualTo(4 * MIB);
        assertThat(EdgeMemory.slotBytes(256 * MIB, 1, 1, TEXT)).isGreaterThan(3 * MIB);
        assertThat(EdgeMemory.slotBytes(256 * MIB, 1, 1, REJECTIONS)).isEqualTo(MIB / 8);
    }

    @Test
    void allEdgesTogetherStayWithinASixteenth() {
        for (long memory : new long[] {256 * MIB, 3000 * MIB + 5}) {
            for (int rows = 0; rows <= 8; rows++) {
                for (int rejections = 0; rejections <= 8; rejections++) {
                    long all =
                            (rows == 0
                                            ? 0
                                            : rows
                                                    * EdgeMemory.slotBytes(
                                                            memory, rows, rejections, ROWS))
                                    + (rejections == 0
                                            ? 0
                                            : rejections
                                                    * EdgeMemory.slotBytes(
                                                            memory, rows, rejections, REJECTIONS));
                    assertThat(4 * all).isLessThanOrEqualTo(memory / 16);
                }
            }
        }
    }

    @Test
    void slotsAreWholePages() {
        for (int rows = 1; rows < 100; rows++) {
            assertThat(EdgeMemory.slotBytes(256 * MIB, rows, 3, ROWS) % 4096).isZero();
        }
    }
}
