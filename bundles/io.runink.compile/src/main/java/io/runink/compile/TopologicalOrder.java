package io.runink.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts things in an order in which each stands after those before it, and otherwise where it stood.
 * Takes time linear in the arrows, but for a logarithm.
 */
final class TopologicalOrder {

    private final List<? extends Collection<Integer>> before;
    private final List<Integer> order = new ArrayList<>();
    private final int[] waiting;

    /**
     * Orders.
     *
     * @param before by thing: the indexes of those before it, each once
     */
    TopologicalOrder(List<? extends Collection<Integer>> before) {
        this.before = before;
        this.waiting = new int[before.size()];
        List<List<Integer>> after = new ArrayList<>();
        before.forEach(it -> after.add(new ArrayList<>()));
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int thing = 0; thing < waiting.length; thing++) {
            waiting[thing] = before.get(thing).size();
            for (int other : before.get(thing)) {
                after.get(other).add(thing);
            }
            if (waiting[thing] == 0) {
                free.add(thing);
            }
        }
        while (!free.isEmpty()) {
            int thing = free.poll();
            order.add(thing);
            for (int next : after.get(thing)) {
                waiting[next]--;
                if (waiting[next] == 0) {
                    free.add(next);
                }
            }
        }
    }

    /** The indexes in order; without those that stand in a circle or behind one. */
    List<Integer> order() {
        return order;
    }

    /** A circle, each behind the one that it waits for, the last the first again; empty if none. */
    List<Integer> circle() {
        int at = 0;
        while (at < waiting.length && waiting[at] == 0) {
            at++;
        }
        if (at == waiting.length) {
            return List.of();
        }
        int[] seen = new int[waiting.length];
        Arrays.fill(seen, -1);
        List<Integer> walked = new ArrayList<>();
        while (seen[at] < 0) {
            seen[at] = walked.size();
            walked.add(at);
            // What still waits waits for something that still waits.
            at = before.get(at).stream().filter(it -> waiting[it] > 0).findFirst().orElseThrow();
        }
        List<Integer> circle = new ArrayList<>(walked.subList(seen[at], walked.size()));
        circle.add(at);
        return circle;
    }
}
