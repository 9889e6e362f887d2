package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.dag.Dag;
import io.runink.slice.JsonPaths.Wanted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Finds values inside the nested columns of single rows again, to show them. */
final class NestedValues {

    /** Values of one row that are shown of one path. */
    static final int SHOWN_MAX = 100;

    /** Characters of the way to a value; its keys may be of any length. */
    private static final int WHERE_CHARS_MAX = 256;

    private final Dag dag;
    private final Contract contract;
    private final ShownValue shown;
    private final Map<String, Way> ways = new HashMap<>();

    NestedValues(Dag dag, Contract contract, ShownValue shown) {
        this.dag = dag;
        this.contract = contract;
        this.shown = shown;
    }

    /**
     * A value.
     *
     * @param where the way to it
     * @param text as it may be shown; empty if it is absent
     */
    record Found(String where, Optional<String> text) {}

    /** The way to values. */
    private record Way(FieldPath path, int column, @Nullable Masking masking, JsonPaths paths) {}

    private Way way(String text) {
        FieldPath path = FieldPath.parse(text);
        Field leaf = path.in(contract.fields()).orElseThrow();
        int column = contract.fields().indexOf(contract.field(path.column()).orElseThrow());
        Wanted wanted = new Wanted(path, leaf.type().nested(), false);
        return new Way(path, column, Masks.shown(dag, leaf), new JsonPaths(List.of(wanted)));
    }

    /**
     * Finds values of a row, at most {@link #SHOWN_MAX}.
     *
     * @param path that leads to them
     * @param places which of those that it leads to
     */
    List<Found> find(VectorSchemaRoot batch, int row, String path, IntPredicate places)
            throws IOException {
        Way way = ways.computeIfAbsent(path, this::way);
        VarCharVector column = (VarCharVector) batch.getVector(way.column());
        if (column.isNull(row)) {
            return List.of();
        }
        byte[] json = column.get(row);
        StringBuilder where = new StringBuilder(way.path().column());
        List<Found> found = new ArrayList<>();
        JsonPaths.Taker taker =
                new JsonPaths.Taker() {

                    private int place;

                    @Override
                    public void value(int ofPath, byte[] text, int offset, int length) {
                        if (next()) {
                            shown.load(text, offset, length, way.masking());
                            found.add(new Found(told(), Optional.of(shown.beginning())));
                        }
                    }

                    @Override
                    public void absent(int ofPath) {
                        if (next()) {
                            found.add(new Found(told(), Optional.empty()));
                        }
                    }

                    private boolean next() {
                        return places.test(place++) && found.size() < SHOWN_MAX;
                    }

                    // Keys are data: they are told where the value may be shown.
                    private String told() {
                        if (way.masking() != null && way.path().repeated()) {
                            return path;
                        }
                        return where.length() <= WHERE_CHARS_MAX
                                ? where.toString()
                                : where.substring(0, WHERE_CHARS_MAX) + "...";
                    }
                };
        way.paths().read(json, 0, json.length, taker, where);
        return found;
    }
}
