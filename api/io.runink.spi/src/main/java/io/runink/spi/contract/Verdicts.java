package io.runink.spi.contract;

import java.util.Arrays;

/**
 * The verdicts on one batch: a bitmap of rejected rows, and the violations as sparse (row, rule)
 * pairs. Clean data costs one bit a row and nothing more.
 */
public final class Verdicts {

    private final int rows;
    private final long[] rejected;
    private int[] violatedRows = new int[16];
    private int[] violatedRules = new int[16];
    private int violations;
    private int rejectedRows;

    public Verdicts(int rows) {
        this.rows = rows;
        this.rejected = new long[(rows + 63) >>> 6];
    }

    /** The rows it judges. */
    public int rows() {
        return rows;
    }

    /** Adds a violation; a row may break any number of rules. */
    public void add(int row, int rule) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("row " + row + " of " + rows);
        }
        if (violations == violatedRows.length) {
            violatedRows = Arrays.copyOf(violatedRows, violations * 2);
            violatedRules = Arrays.copyOf(violatedRules, violations * 2);
        }
        violatedRows[violations] = row;
        violatedRules[violations] = rule;
        violations++;
        long bit = 1L << (row & 63);
        if ((rejected[row >>> 6] & bit) == 0) {
            rejected[row >>> 6] |= bit;
            rejectedRows++;
        }
    }

    /** A view that adds the violations of one rule. */
    public Violations of(int rule) {
        return row -> add(row, rule);
    }

    /** Whether any rule rejected the row. */
    public boolean rejected(int row) {
        return (rejected[row >>> 6] & (1L << (row & 63))) != 0;
    }

    /** How many rows were rejected. */
    public int rejectedRows() {
        return rejectedRows;
    }

    /** How many pairs there are. */
    public int violations() {
        return violations;
    }

    /** The row of a pair. */
    public int row(int violation) {
        return violatedRows[violation];
    }

    /** The rule of a pair: the index its {@link #of} was given. */
    public int rule(int violation) {
        return violatedRules[violation];
    }
}
