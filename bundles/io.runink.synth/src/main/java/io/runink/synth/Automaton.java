package io.runink.synth;

import io.runink.synth.ExpressionReader.Unsupported;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The texts that match several regular expressions at once, as a deterministic automaton without
 * loops. Determinism is what makes two different walks two different texts, and so keys unique.
 */
final class Automaton {

    /** Bounds what an unlucky pattern may cost; a page of text stays within it. */
    private static final int STATES_MAX = 20_000;

    private static final int DETERMINED_MAX = 10_000;

    /**
     * A move.
     *
     * @param first least code point
     * @param last greatest code point
     * @param target where to
     */
    record Move(int first, int last, int target) {
        int width() {
            return last - first + 1;
        }
    }

    private record Loose(CharSet set, int target) {}

    // The undetermined automaton: moves with a character, and moves without.
    private final List<List<Loose>> loose = new ArrayList<>();
    private final List<List<Integer>> free = new ArrayList<>();

    private final List<List<Move>> moves = new ArrayList<>();
    private final BitSet accepting = new BitSet();
    private final List<Long> counts = new ArrayList<>();

    private Automaton() {}

    /**
     * The texts that every expression matches.
     *
     * @param emptyToo whether the empty text is among them if it matches
     */
    static Automaton of(List<Expression> expressions, boolean emptyToo) throws Unsupported {
        Automaton automaton = new Automaton();
        BitSet starts = new BitSet();
        List<Integer> ends = new ArrayList<>();
        List<BitSet> owners = new ArrayList<>();
        for (Expression expression : expressions) {
            int before = automaton.loose.size();
            int start = automaton.state();
            ends.add(automaton.add(expression, start));
            starts.set(start);
            BitSet owner = new BitSet();
            owner.set(before, automaton.loose.size());
            owners.add(owner);
        }
        automaton.determine(starts, ends, owners);
        if (!emptyToo) {
            // Nothing leads back to the start, so this takes away the empty text alone.
            automaton.accepting.clear(0);
        }
        automaton.count();
        return automaton;
    }

    private int state() throws Unsupported {
        if (loose.size() >= STATES_MAX) {
            throw new Unsupported("more than " + STATES_MAX + " steps once it is written out");
        }
        loose.add(new ArrayList<>());
        free.add(new ArrayList<>());
        return loose.size() - 1;
    }

    private int add(Expression expression, int from) throws Unsupported {
        return switch (expression) {
            case Expression.One one -> {
                int to = state();
                loose.get(from).add(new Loose(one.set(), to));
                yield to;
            }
            case Expression.Sequence sequence -> {
                int at = from;
                for (Expression part : sequence.parts()) {
                    at = add(part, at);
                }
                yield at;
            }
            case Expression.Choice choice -> {
                int to = state();
                for (Expression branch : choice.branches()) {
                    int start = state();
                    free.get(from).add(start);
                    free.get(add(branch, start)).add(to);
                }
                yield to;
            }
            case Expression.Repeat repeat -> {
                int at = from;
                for (int i = 0; i < repeat.min(); i++) {
                    at = add(repeat.part(), at);
                }
                int to = state();
                free.get(at).add(to);
                for (int i = repeat.min(); i < repeat.max(); i++) {
                    at = add(repeat.part(), at);
                    free.get(at).add(to);
                }
                yield to;
            }
        };
    }

    private BitSet closure(BitSet states) {
        BitSet closed = new BitSet();
        List<Integer> open = new ArrayList<>(states.stream().boxed().toList());
        while (!open.isEmpty()) {
            int state = open.removeLast();
            if (!closed.get(state)) {
                closed.set(state);
                open.addAll(free.get(state));
            }
        }
        return closed;
    }

    private void determine(BitSet starts, List<Integer> ends, List<BitSet> owners)
            throws Unsupported {
        Map<BitSet, Integer> numbers = new HashMap<>();
        List<BitSet> found = new ArrayList<>();
        BitSet start = closure(starts);
        numbers.put(start, 0);
        found.add(start);
        for (int here = 0; here < found.size(); here++) {
            BitSet states = found.get(here);
            if (ends.stream().allMatch(states::get)) {
                accepting.set(here);
            }
            List<Move> out = new ArrayList<>();
            TreeSet<Integer> borders = new TreeSet<>();
            List<Loose> leaving =
                    states.stream().boxed().flatMap(s -> loose.get(s).stream()).toList();
            for (Loose move : leaving) {
                for (CharSet.Range range : move.set().ranges()) {
                    borders.add(range.first());
                    borders.add(range.last() + 1);
                }
            }
            Integer first = borders.isEmpty() ? null : borders.removeFirst();
            for (Integer border : borders) {
                BitSet target = closure(reached(leaving, first == null ? 0 : first));
                if (owners.stream().allMatch(owner -> owner.intersects(target))) {
                    Integer known = numbers.get(target);
                    int number = known == null ? found.size() : known;
                    if (known == null) {
                        if (number >= DETERMINED_MAX) {
                            throw new Unsupported("too many ways to go at once");
                        }
                        numbers.put(target, number);
                        found.add(target);
                    }
                    out.add(new Move(first == null ? 0 : first, border - 1, number));
                }
                first = border;
            }
            moves.add(out);
        }
    }

    private static BitSet reached(List<Loose> leaving, int point) {
        BitSet reached = new BitSet();
        for (Loose move : leaving) {
            for (CharSet.Range range : move.set().ranges()) {
                if (range.first() <= point && point <= range.last()) {
                    reached.set(move.target());
                }
            }
        }
        return reached;
    }

    /** Counts the texts from each state, at most {@link Domain#SIZE_MAX}, deepest states first. */
    private void count() {
        for (int i = 0; i < moves.size(); i++) {
            counts.add(-1L);
        }
        List<Integer> open = new ArrayList<>(List.of(0));
        while (!open.isEmpty()) {
            int state = open.getLast();
            List<Integer> unknown =
                    moves.get(state).stream()
                            .map(Move::target)
                            .filter(target -> counts.get(target) < 0)
                            .toList();
            if (!unknown.isEmpty()) {
                open.addAll(unknown);
                continue;
            }
            open.removeLast();
            long sum = accepting.get(state) ? 1 : 0;
            for (Move move : moves.get(state)) {
                sum = Math.min(Domain.SIZE_MAX, sum + times(move));
            }
            counts.set(state, sum);
        }
        for (List<Move> out : moves) {
            out.removeIf(move -> counts.get(move.target()) == 0);
        }
    }

    private long times(Move move) {
        long each = counts.get(move.target());
        boolean over = each > Domain.SIZE_MAX / move.width();
        return over ? Domain.SIZE_MAX : each * move.width();
    }

    /** How many texts there are. */
    long size() {
        return counts.getFirst();
    }

    boolean accepts(int state) {
        return accepting.get(state);
    }

    List<Move> from(int state) {
        return moves.get(state);
    }

    /** One text, another one for each index below {@link #size()}. */
    String at(long index) {
        StringBuilder text = new StringBuilder();
        long rest = index;
        int state = 0;
        while (true) {
            if (accepting.get(state)) {
                if (rest == 0) {
                    return text.toString();
                }
                rest--;
            }
            for (Move move : moves.get(state)) {
                long here = times(move);
                if (rest < here) {
                    long each = counts.get(move.target());
                    text.appendCodePoint(move.first() + (int) (rest / each));
                    rest %= each;
                    state = move.target();
                    break;
                }
                rest -= here;
            }
        }
    }
}
