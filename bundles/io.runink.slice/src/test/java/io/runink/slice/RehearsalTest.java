package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.exchange.ArrowExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RehearsalTest {

    private static final String GOOD_ROW = "\"amount\":1.50";

    private static String written(SlicePlugins plugins, String scheme, String when)
            throws IOException {
        boolean typed = Rehearsal.typed(plugins);
        SlicePlugins all = plugins.with(new StandInConnector(RehearsalDag.rows(typed)));
        RehearsalDag dag = RehearsalDag.written(scheme, when, typed);
        byte[] bytes = new DryRun(dag, all, new ArrowExchange()).play(new byte[0]);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void rows_come_through_every_kind_of_node() throws IOException {
        assertThat(written(TestAgent.plugins(), "json", ""))
                .contains(GOOD_ROW)
                .doesNotContain("\"id\":\"a\"")
                .hasLineCount(1);
    }

    @Test
    void condition_that_holds_for_none_lets_none_through() throws IOException {
        assertThat(written(TestAgent.plugins(), "json", "amount > 2")).isEmpty();
    }

    @Test
    void slice_without_plugins_rehearses_with_what_it_has() throws IOException {
        SlicePlugins none = SlicePlugins.of(List.of(), List.of(), List.of());

        assertThat(written(none, StandInConnector.SCHEME, "")).isEmpty();
    }
}
