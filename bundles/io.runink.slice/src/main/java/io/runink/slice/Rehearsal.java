package io.runink.slice;

import io.runink.spi.exchange.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a slice does while no claim has come: it claims itself, dry, for a pipeline of nobody's, so
 * that what every claim needs is loaded and warm. The first rows of a claim took 138 ms without,
 * and 2 ms with three of these before; more added nothing.
 */
final class Rehearsal {

    private static final int TIMES = 3;

    private final SlicePlugins plugins;
    private final Exchange exchange;

    /**
     * A rehearsal.
     *
     * @param plugins of the slice
     */
    Rehearsal(SlicePlugins plugins, Exchange exchange) {
        this.plugins = plugins.with(new StandInConnector(RehearsalDag.rows(typed(plugins))));
        this.exchange = exchange;
    }

    /**
     * Plays it.
     *
     * @param wanted asked before each time: whether to go on
     */
    void play(BooleanSupplier wanted) {
        List<String> schemes = new ArrayList<>(plugins.schemes());
        try {
            for (int i = 0; i < TIMES && wanted.getAsBoolean(); i++) {
                play(schemes.get(i % schemes.size()), "");
            }
        } catch (IOException | RuntimeException e) {
            // The claim will meet it again, where there is somebody to tell.
            Failures.log("the rehearsal failed", e);
        }
    }

    /** Whether the slice can tell values of the wrong type, as every slice that enforces can. */
    static boolean typed(SlicePlugins plugins) {
        return plugins.checks("type");
    }

    /**
     * Writes rows in one form, and reads what was written.
     *
     * @param scheme of the form
     * @param when which rows are written, empty for all
     */
    void play(String scheme, String when) throws IOException {
        boolean typed = typed(plugins);
        byte[] written =
                new DryRun(RehearsalDag.written(scheme, when, typed), plugins, exchange)
                        .play(new byte[0]);
        new DryRun(RehearsalDag.read(scheme, typed), plugins, exchange).play(written);
    }
}
