package io.runink.cli;

import io.runink.api.audit.Auditor;
import io.runink.api.error.Problem;
import io.runink.api.run.RunProgress;
import io.runink.api.synth.Synthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Synthesizer and auditor that remember what they were asked. */
final class FakeData {

    final List<Synthesizer.Request> synths = new ArrayList<>();
    final List<Auditor.Request> audits = new ArrayList<>();
    List<Problem> findings = List.of();

    Synthesizer synthesizer() {
        return (request, progress) -> {
            synths.add(request);
            progress.accept(1);
            return new Synthesizer.Report(
                    request.rows(),
                    50,
                    new TreeMap<>(Map.of("id.required", 25L, "id.unique", 25L)),
                    List.of(request.golden().toString(), request.golden() + ".labels.jsonl"));
        };
    }

    Auditor auditor() {
        return new Auditor() {
            @Override
            public Report audit(Request request, Consumer<RunProgress> progress) {
                audits.add(request);
                return new Report(
                        1000,
                        950,
                        50,
                        true,
                        List.of(
                                new Coverage("Order", "id.required", 25, 25),
                                new Coverage("Order", "id.unique", 25, 25)),
                        findings);
            }

            @Override
            public String junit(Report report) {
                return "<testsuite/>";
            }

            @Override
            public String html(Report report) {
                return "<html/>";
            }
        };
    }
}
