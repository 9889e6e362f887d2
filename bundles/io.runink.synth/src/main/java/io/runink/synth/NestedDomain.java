package io.runink.synth;

import io.runink.api.contract.DataType;
import io.runink.api.contract.FieldPath;
import io.runink.api.error.RuninkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** JSON of a nested type in which every part keeps its rules, or one value breaks one. */
final class NestedDomain implements Domain {

    /** Elements of a list, and values of a map, at most. */
    private static final int MANY_MAX = 4;

    /** How often a part that need not be there is null, one in so many. */
    private static final int ABSENT_ONE_IN = 6;

    /** How many values are tried for one that keeps all rules. */
    private static final int TRIES = 256;

    private final Part root;
    private final List<String> edges;

    NestedDomain(Part root) {
        this.root = root;
        this.edges =
                List.of(
                        new Writing(new SplittableRandom(0), Wealth.LEAST, null).text(),
                        new Writing(new SplittableRandom(1), Wealth.MOST, null).text());
    }

    Part root() {
        return root;
    }

    /** How much there is of what may be there or not. */
    private enum Wealth {
        LEAST,
        ANY,
        MOST
    }

    /**
     * A value to be wrong.
     *
     * @param path to it
     * @param text what it is instead; null for none
     */
    record Wound(FieldPath path, @Nullable String text) {}

    @Override
    public long size() {
        return SIZE_MAX;
    }

    @Override
    public String at(long index) {
        return draw(new SplittableRandom(index));
    }

    @Override
    public String draw(SplittableRandom random) {
        return new Writing(random, Wealth.ANY, null).text();
    }

    @Override
    public List<String> edges() {
        return edges;
    }

    private static RuninkException unmet(Part part) {
        return SynthError.UNMET.exception(
                "'"
                        + part.path()
                        + "' has no value after "
                        + TRIES
                        + " tries that keeps all its rules together, expected one",
                "loosen one of them");
    }

    /** JSON in which exactly one value is another one than it should be. */
    String wounded(Wound wound, SplittableRandom random) {
        return new Writing(random, Wealth.ANY, wound).text();
    }

    /** Writes one value. */
    private final class Writing {
        private final SplittableRandom random;
        private final Wealth wealth;
        private final @Nullable Wound wound;
        private final StringBuilder out = new StringBuilder();

        Writing(SplittableRandom random, Wealth wealth, @Nullable Wound wound) {
            this.random = random;
            this.wealth = wealth;
            this.wound = wound;
        }

        String text() {
            filled(root, wound != null);
            return out.toString();
        }

        private boolean wounded(Part part, boolean on) {
            return on && wound != null && part.leadsTo(wound.path());
        }

        /**
         * Writes a value or null.
         *
         * @param on whether the wound is somewhere in here
         */
        private void value(Part part, boolean on) {
            if (on && wound != null && wound.path().equals(part.path())) {
                if (wound.text() == null) {
                    out.append("null");
                } else {
                    JsonWriting.value(out, part.field().type(), wound.text());
                }
            } else if (absent(part) && !on) {
                out.append("null");
            } else {
                filled(part, on);
            }
        }

        private boolean absent(Part part) {
            return switch (wealth) {
                case LEAST -> !part.required();
                case MOST -> false;
                case ANY -> !part.required() && random.nextInt(ABSENT_ONE_IN) == 0;
            };
        }

        private void filled(Part part, boolean on) {
            switch (part.kind()) {
                case STRUCT -> struct(part, on);
                case LIST, MAP -> many(part, on);
                default -> JsonWriting.value(out, part.field().type(), scalar(part));
            }
        }

        private String scalar(Part part) {
            Domain domain = Objects.requireNonNull(part.domain(), "a scalar has values");
            String text =
                    switch (wealth) {
                        case LEAST -> domain.edges().getFirst();
                        case MOST -> domain.edges().get(Math.min(1, domain.edges().size() - 1));
                        case ANY -> domain.draw(random);
                    };
            for (int i = 0; !part.accepts(text); i++) {
                if (i == TRIES) {
                    throw unmet(part);
                }
                text = domain.draw(random);
            }
            return text;
        }

        private void struct(Part part, boolean on) {
            out.append('{');
            List<Part> members = new ArrayList<>();
            for (Part member : part.parts()) {
                // Left out and null are the same.
                if (wounded(member, on)
                        || member.required()
                        || wealth == Wealth.MOST
                        || (wealth == Wealth.ANY && random.nextInt(ABSENT_ONE_IN) != 0)) {
                    members.add(member);
                }
            }
            for (int i = 0; i < members.size(); i++) {
                out.append(i == 0 ? "" : ",");
                JsonWriting.quoted(out, members.get(i).member());
                out.append(':');
                value(members.get(i), wounded(members.get(i), on));
            }
            out.append('}');
        }

        private void many(Part part, boolean on) {
            Part element = part.parts().getFirst();
            boolean inside = wounded(element, on);
            int count =
                    switch (wealth) {
                        case LEAST -> 0;
                        case ANY -> random.nextInt(MANY_MAX + 1);
                        case MOST -> MANY_MAX;
                    };
            count = Math.max(count, inside ? 1 : 0);
            int where = inside ? random.nextInt(count) : -1;
            boolean map = part.kind() == DataType.Kind.MAP;
            out.append(map ? '{' : '[');
            for (int i = 0; i < count; i++) {
                out.append(i == 0 ? "" : ",");
                if (map) {
                    JsonWriting.quoted(out, "key" + (i + 1));
                    out.append(':');
                }
                value(element, i == where);
            }
            out.append(map ? '}' : ']');
        }
    }
}
