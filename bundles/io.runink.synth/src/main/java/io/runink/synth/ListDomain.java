package io.runink.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Values that are listed. */
record ListDomain(List<String> values) implements Domain {

    ListDomain {
        values = List.copyOf(values);
    }

    @Override
    public long size() {
        return values.size();
    }

    @Override
    public String at(long index) {
        return values.get((int) index);
    }

    @Override
    public String draw(SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }

    @Override
    public List<String> edges() {
        List<String> edges = new ArrayList<>();
        edges.add(values.getFirst());
        edges.add(values.getLast());
        edges.addAll(values);
        return edges;
    }
}
