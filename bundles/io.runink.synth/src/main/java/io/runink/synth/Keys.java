package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import io.runink.api.synth.Synthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of other rows that rules look up. */
final class Keys {

    /** Keys that are held at once; of more, these are looked up and no value is called none. */
    private static final int KEYS_MAX = 200_000;

    private final Synthesizer.Request request;

    Keys(Synthesizer.Request request) {
        this.request = request;
    }

    /**
     * Keys that were found.
     *
     * @param tuples in the order of the rule's columns
     * @param complete whether they are all there are
     */
    record Found(Tuples tuples, boolean complete) {}

    /** The keys that a rule looks up; empty, with a problem added, if there are none. */
    Optional<Found> of(Contract contract, Rule rule, MeaningReader reader, List<Problem> problems) {
        String wanted = MeaningReader.value(rule, "contract");
        List<String> to = rule.parameters().getOrDefault("to", List.of());
        Optional<Contract> other =
                request.compiled().contracts().contracts().stream()
                        .filter(it -> it.name().equals(wanted))
                        .findFirst();
        Optional<Path> file = file(wanted);
        if (other.isEmpty() || file.isEmpty() || to.size() != rule.columns().size()) {
            problems.add(
                    missing(
                            contract,
                            rule,
                            reader,
                            "looks up rows of '" + wanted + "', which are read from no file",
                            wanted));
            return Optional.empty();
        }
        try {
            Found found = read(other.get(), to, file.get());
            if (!found.tuples().rows().isEmpty()) {
                return Optional.of(found);
            }
            problems.add(
                    missing(
                            contract,
                            rule,
                            reader,
                            "looks up keys in '" + file.get() + "', where no valid row has one",
                            wanted));
        } catch (IOException e) {
            problems.add(
                    missing(
                            contract,
                            rule,
                            reader,
                            "looks up keys in '"
                                    + file.get()
                                    + "', which cannot be read ("
                                    + FilePair.reason(e)
                                    + ")",
                            wanted));
        }
        return Optional.empty();
    }

    private static Problem missing(
            Contract contract, Rule rule, MeaningReader reader, String what, String wanted) {
        return SynthError.KEYS_MISSING.at(
                reader.place(contract, rule.id()),
                "rule '" + rule.id() + "' " + what + ", expected JSON lines or CSV",
                "make that file first with runi synth, or name one with --keys "
                        + wanted
                        + "=FILE");
    }

    private Optional<Path> file(String wanted) {
        Path named = request.keys().get(wanted);
        if (named != null) {
            return Optional.of(named);
        }
        List<Node.Source> sources =
                request.compiled()
                        .dag()
                        .nodes(Node.Source.class)
                        .filter(it -> it.contract().equals(wanted))
                        .toList();
        return sources.size() == 1
                ? Optional.of(
                        request.workspace()
                                .resolve(SourceChoice.path(sources.getFirst().uri()))
                                .normalize())
                : Optional.empty();
    }

    private Found read(Contract contract, List<String> to, Path file) throws IOException {
        Set<Long> labelled = labelled(file);
        RowJudge judge = RowJudge.of(contract, request.compiled().contracts().places());
        Set<List<String>> keys = new LinkedHashSet<>();
        boolean csv = String.valueOf(file.getFileName()).endsWith(".csv");
        try (Stream<RowFile.Row> rows = csv ? RowFile.csv(file) : RowFile.json(file)) {
            for (RowFile.Row row : (Iterable<RowFile.Row>) rows::iterator) {
                if (keys.size() > KEYS_MAX) {
                    break;
                }
                List<String> key = key(contract, to, row.values());
                if (key.size() == to.size()
                        && !labelled.contains(row.line())
                        && judge.keeps(row.values())) {
                    keys.add(key);
                }
            }
        }
        List<List<String>> found = new ArrayList<>(keys);
        boolean complete = found.size() <= KEYS_MAX;
        return new Found(new Tuples(complete ? found : found.subList(0, KEYS_MAX)), complete);
    }

    private static List<String> key(
            Contract contract, List<String> to, Map<String, String> values) {
        List<String> key = new ArrayList<>();
        for (String column : to) {
            Field field = contract.field(column).orElseThrow();
            String text = values.get(column);
            if (text != null && !field.missing().contains(text)) {
                key.add(text);
            }
        }
        return key;
    }

    /** The lines that synth itself made wrong. */
    private static Set<Long> labelled(Path file) throws IOException {
        Path labels = file.resolveSibling(file.getFileName() + Synthesis.LABELS);
        Set<Long> lines = new LinkedHashSet<>();
        if (Files.isRegularFile(labels)) {
            try (Stream<RowFile.Row> rows = RowFile.json(labels)) {
                rows.forEach(row -> {
                    String line = row.values().getOrDefault("line", "");
                    if (line.matches("[0-9]{1,18}")) {
                        lines.add(Long.valueOf(line));
                    }
                });
            }
        }
        return lines;
    }
}
