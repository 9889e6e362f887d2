package io.runink.synth;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts of a form: those of the generator, with their check digits counted.
 *
 * @param form which
 * @param bodies texts whose check digits are zeros, so that two bodies are two texts
 */
record FormDomain(Form form, PatternDomain bodies) implements Domain {

    @Override
    public long size() {
        return bodies.size();
    }

    @Override
    public String at(long index) {
        return form.checked(bodies.at(index));
    }

    @Override
    public String draw(SplittableRandom random) {
        return form.checked(bodies.draw(random));
    }

    @Override
    public List<String> edges() {
        return bodies.edges().stream().map(form::checked).toList();
    }
}
