package io.runink.lineage;

import io.runink.api.dag.Dag;
import io.runink.api.lineage.RunEvents;
import io.runink.api.run.RunReport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes the lineage of runs. A run has one beginning and one end, however often it is told. */
final class Lineage implements RunEvents {

    private static final Pattern END = Pattern.compile("\"eventType\":\"(COMPLETE|FAIL|ABORT)\".*");

    private final LineageFiles files;
    private final String version;
    private final InstantSource clock;

    Lineage(Path folder, String version, InstantSource clock) {
        this.files = new LineageFiles(folder);
        this.version = version;
        this.clock = clock;
    }

    @Override
    public synchronized void started(String run, String herd, Dag dag, Map<String, String> uris) {
        if (files.lastLine(run).isEmpty()) {
            files.append(run, events(run, herd, dag, uris).started());
        }
    }

    @Override
    public synchronized void held(Dag dag, Map<String, String> uris, RunReport report) {
        files.append(report.run(), events(report.run(), report.herd(), dag, uris).held(report));
    }

    @Override
    public synchronized void ended(Dag dag, Map<String, String> uris, RunReport report) {
        String last = files.lastLine(report.run());
        if (last.isEmpty()) {
            // It ended before anybody was told that it started; an end alone says nothing.
            started(report.run(), report.herd(), dag, uris);
        } else if (isEndOfRun(last, report.run())) {
            return;
        }
        files.append(report.run(), events(report.run(), report.herd(), dag, uris).ended(report));
    }

    private static boolean isEndOfRun(String line, String run) {
        return END.matcher(line).find() && line.contains("\"runId\":\"" + Events.id(run) + "\"}");
    }

    private Events events(String run, String herd, Dag dag, Map<String, String> uris) {
        return new Events(version, run, herd, dag, uris, clock.instant());
    }
}
