package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void everyOptionReadsBackAsItWasSet() {
        List<Settings.Option> options = Settings.options(Path.of("/home/barn"));

        RaftProperties properties = Settings.checked(options);

        assertThat(RaftServerConfigKeys.Log.unsafeFlushEnabled(properties)).isFalse();
        assertThat(RaftServerConfigKeys.Read.option(properties))
                .isEqualTo(RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        assertThat(options).extracting(Settings.Option::key).doesNotHaveDuplicates();
        assertThat(options).allSatisfy(option -> assertThat(option.text()).isNotBlank());
    }

    @Test
    void anOptionTheLibraryDoesNotKnowKeepsTheBarnFromStarting() {
        List<Settings.Option> options = new ArrayList<>(Settings.options(Path.of("/home/barn")));
        options.add(
                new Settings.Option(
                        "raft.server.read.leader.lease.renamed",
                        "true",
                        RaftServerConfigKeys.Read::leaderLeaseEnabled,
                        true));

        assertThatThrownBy(() -> Settings.checked(options))
                .hasMessageStartingWith("RNK-BARN-021")
                .hasMessageContaining("raft.server.read.leader.lease.renamed");
    }
}
