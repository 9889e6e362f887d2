package io.runink.synth;

import io.runink.synth.Automaton.Move;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Texts that match patterns. */
final class PatternDomain implements Domain {

    private final Automaton automaton;
    private final List<String> edges;

    /** The automaton must have at least one text. */
    PatternDomain(Automaton automaton) {
        this.automaton = automaton;
        Map<Integer, String> shortest = new HashMap<>();
        Map<Integer, String> longest = new HashMap<>();
        measure(shortest, longest);
        this.edges =
                List.of(
                        shortest.getOrDefault(0, automaton.at(0)),
                        longest.getOrDefault(0, automaton.at(0)),
                        automaton.at(0),
                        automaton.at(automaton.size() - 1));
    }

    /** Finds the shortest and the longest text from every state, deepest states first. */
    private void measure(Map<Integer, String> shortest, Map<Integer, String> longest) {
        List<Integer> open = new ArrayList<>(List.of(0));
        while (!open.isEmpty()) {
            int state = open.getLast();
            List<Integer> unknown =
                    automaton.from(state).stream()
                            .map(Move::target)
                            .filter(target -> !shortest.containsKey(target))
                            .toList();
            if (!unknown.isEmpty()) {
                open.addAll(unknown);
                continue;
            }
            open.removeLast();
            String least = automaton.accepts(state) ? "" : null;
            String most = least;
            for (Move move : automaton.from(state)) {
                String shorter = prefixed(move.first(), shortest, move.target());
                String longer = prefixed(move.last(), longest, move.target());
                least = least == null || shorter.length() < least.length() ? shorter : least;
                most = most == null || longer.length() > most.length() ? longer : most;
            }
            shortest.put(state, least == null ? "" : least);
            longest.put(state, most == null ? "" : most);
        }
    }

    private static String prefixed(int point, Map<Integer, String> texts, int state) {
        return Character.toString(point) + texts.getOrDefault(state, "");
    }

    @Override
    public long size() {
        return automaton.size();
    }

    @Override
    public String at(long index) {
        return automaton.at(index);
    }

    @Override
    public String draw(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int state = 0;
        while (true) {
            List<Move> moves = automaton.from(state);
            if (moves.isEmpty() || (automaton.accepts(state) && random.nextInt(4) == 0)) {
                return text.toString();
            }
            Move move = moves.get(random.nextInt(moves.size()));
            text.appendCodePoint(move.first() + random.nextInt(move.width()));
            state = move.target();
        }
    }

    @Override
    public List<String> edges() {
        return edges;
    }
}
