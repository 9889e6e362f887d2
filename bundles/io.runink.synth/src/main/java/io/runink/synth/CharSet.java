package io.runink.synth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of code points: sorted ranges that neither touch nor overlap. */
record CharSet(List<Range> ranges) {

    /**
     * Code points from one to another, both included.
     *
     * @param first the least
     * @param last the greatest
     */
    record Range(int first, int last) {}

    static final CharSet EMPTY = new CharSet(List.of());

    /**
     * What stands for "any character": printable ASCII, and a letter from each of the one- to
     * four-byte families of UTF-8.
     */
    static final CharSet ANY =
            of(' ', '~')
                    .plus(of(0xE9, 0xE9))
                    .plus(of(0x3A9, 0x3A9))
                    .plus(of(0x4E2D, 0x4E2D))
                    .plus(of(0x1F600, 0x1F600));

    static final CharSet DIGIT = of('0', '9');
    static final CharSet WORD = of('a', 'z').plus(of('A', 'Z')).plus(DIGIT).plus(of('_', '_'));
    static final CharSet SPACE = of(' ', ' ').plus(of('\t', '\r'));

    CharSet {
        ranges = List.copyOf(ranges);
    }

    static CharSet of(int first, int last) {
        return new CharSet(List.of(new Range(first, last)));
    }

    CharSet plus(CharSet other) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        all.sort(Comparator.comparingInt(Range::first));
        List<Range> merged = new ArrayList<>();
        for (Range next : all) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && next.first() <= last.last() + 1) {
                merged.removeLast();
                merged.add(new Range(last.first(), Math.max(last.last(), next.last())));
            } else {
                merged.add(next);
            }
        }
        return new CharSet(merged);
    }

    CharSet minus(CharSet other) {
        List<Range> left = new ArrayList<>(ranges);
        for (Range hole : other.ranges) {
            List<Range> next = new ArrayList<>();
            for (Range range : left) {
                if (range.first() < hole.first()) {
                    next.add(new Range(range.first(), Math.min(range.last(), hole.first() - 1)));
                }
                if (range.last() > hole.last()) {
                    next.add(new Range(Math.max(range.first(), hole.last() + 1), range.last()));
                }
            }
            left = next;
        }
        return new CharSet(left);
    }
}
