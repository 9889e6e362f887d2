package io.runink.cli;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.herd.Herd;
import io.runink.api.run.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Holds what was submitted, and refuses nothing. */
final class FakeBarn implements Barn {

    final List<BarnCommand> commands = new ArrayList<>();
    private final SortedMap<String, Herd> herds = new TreeMap<>();
    private final SortedMap<String, String> contracts = new TreeMap<>();
    private final SortedMap<String, Instant> recorded = new TreeMap<>();
    private final SortedMap<String, String> dags = new TreeMap<>();
    private final SortedMap<String, RunRecord> runs = new TreeMap<>();

    void contract(String key, String hash) {
        contracts.put(key, hash);
    }

    @Override
    public long submit(BarnCommand command) {
        commands.add(command);
        if (command instanceof BarnCommand.PutHerd put) {
            herds.put(put.herd().name(), put.herd());
        } else if (command instanceof BarnCommand.PutContract put) {
            String key = put.herd() + "/" + put.id() + "/" + put.version();
            contracts.put(key, put.hash());
            recorded.put(key, Instant.parse("2026-01-31T09:30:00Z"));
        } else if (command instanceof BarnCommand.PutDag put) {
            dags.put(put.herd() + "/" + put.digest(), put.scenario());
        }
        return commands.size();
    }

    @Override
    public BarnImage image() {
        return new BarnImage(
                commands.size(),
                new TreeMap<>(herds),
                new TreeMap<>(contracts),
                new TreeMap<>(dags),
                new TreeMap<>(runs),
                new TreeMap<>(),
                new TreeMap<>(recorded));
    }

    @Override
    public Watch watch(long after, Consumer<Change> listener) {
        return () -> {};
    }
}
