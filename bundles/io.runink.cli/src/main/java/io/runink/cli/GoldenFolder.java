package io.runink.cli;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Node;
import io.runink.cli.golden.GoldenError;
import io.runink.cli.golden.GoldenHeader;
import io.runink.cli.golden.GoldenRow;
import io.runink.cli.golden.GoldenRows;
import io.runink.cli.golden.RowDiff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The folder of one golden: {@code golden.json}, {@code in/} and {@code out/}. */
final class GoldenFolder {

    private static final String HEADER = "golden.json";

    /** What differs from run to run in a rejected row. */
    private static final Set<String> VOLATILE = Set.of("run");

    /** What tells rejected rows apart. */
    private static final List<String> REJECTED = List.of("source", "line", "step");

    private final Path path;
    private final String named;
    private final Dag dag;

    /**
     * A folder.
     *
     * @param named as the user named it
     */
    GoldenFolder(Path path, String named, Dag dag) {
        this.path = path;
        this.named = named;
        this.dag = dag;
    }

    /**
     * An output held against what is expected.
     *
     * @param name the sink, or the dead-letter queue
     * @param expected how many rows were expected; -1 where nothing is on record
     * @param came how many came
     */
    record Output(String name, long expected, long came, RowDiff diff) {

        boolean same() {
            return expected >= 0 && diff.same();
        }
    }

    /** The sources that read from the golden, by name. */
    Map<String, String> inputs() {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (Node.Source source : dag.nodes(Node.Source.class).toList()) {
            String scheme = DatasetUri.parse(source.uri()).map(DatasetUri::scheme).orElse("json");
            Path file = path.resolve("in").resolve(source.name() + "." + scheme);
            if (Files.isRegularFile(file)) {
                inputs.put(source.name(), scheme + "://" + file.toAbsolutePath());
            }
        }
        if (inputs.isEmpty()) {
            throw GoldenError.INPUT_MISSING.exception(
                    "'"
                            + named
                            + "/in' holds no input, expected NAME.SCHEME for a source of "
                            + dag.nodes(Node.Source.class).map(Node::name).toList(),
                    "put a small input there and commit it");
        }
        return inputs;
    }

    /** Where outputs go meanwhile, by name: JSON, whatever the scenario writes. */
    Map<String, String> outputs(Path scratch) {
        Map<String, String> outputs = new LinkedHashMap<>();
        names().forEach(it -> outputs.put(it, "json://" + scratch.resolve(it + ".json")));
        return outputs;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        dag.nodes(Node.Sink.class).forEach(it -> names.add(it.name()));
        dag.nodes(Node.Dlq.class)
                .filter(it -> it.uri() != null)
                .forEach(it -> names.add(it.name()));
        return names;
    }

    /** Holds what came against what is expected. */
    List<Output> compare(Path scratch) {
        List<Output> outputs = new ArrayList<>();
        for (String name : names()) {
            List<GoldenRow> came = rows(scratch.resolve(name + ".json"), name);
            Path file = expected(name);
            boolean known = Files.isRegularFile(file);
            List<GoldenRow> expected = known ? rows(file, shown(name)) : List.of();
            outputs.add(
                    new Output(
                            name,
                            known ? expected.size() : -1,
                            came.size(),
                            RowDiff.of(key(name), expected, came)));
        }
        return outputs;
    }

    private List<GoldenRow> rows(Path file, String shown) {
        return GoldenRows.read(
                file, shown, dag.node(shownNode(file)) instanceof Node.Dlq ? VOLATILE : Set.of());
    }

    private static String shownNode(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ".json".length());
    }

    private List<String> key(String name) {
        if (dag.node(name) instanceof Node.Sink sink) {
            Contract contract = dag.contract(sink.contract());
            return contract.key().isEmpty() ? unique(contract) : contract.key();
        }
        return REJECTED;
    }

    /** The columns of the first rule that makes rows unique. */
    private static List<String> unique(Contract contract) {
        return contract.rules().stream()
                .filter(it -> it.kind().equals("unique"))
                .findFirst()
                .map(it -> it.columns())
                .orElse(List.of());
    }

    private Path expected(String name) {
        return path.resolve("out").resolve(name + ".json");
    }

    private String shown(String name) {
        return named + "/out/" + name + ".json";
    }

    /** Makes what came what is expected; refused where a mask got weaker. */
    void update(Path scratch) {
        GoldenHeader now = GoldenHeader.of(dag);
        Path header = path.resolve(HEADER);
        if (Files.isRegularFile(header)) {
            List<String> weaker = read(header).weaker(now);
            if (!weaker.isEmpty()) {
                throw GoldenError.MASK_WEAKER.exception(
                        String.join(", ", weaker)
                                + " of '"
                                + named
                                + "' is masked less than when it was recorded, expected no less",
                        "mask it again; if it is meant, delete "
                                + named
                                + "/"
                                + HEADER
                                + " and have somebody review that");
            }
        }
        List<AtomicFile> files = new ArrayList<>();
        try {
            for (String name : names()) {
                String text = GoldenRows.text(rows(scratch.resolve(name + ".json"), name));
                files.add(file(expected(name), shown(name), text));
            }
            files.add(file(header, named + "/" + HEADER, now.text()));
            files.forEach(AtomicFile::keep);
        } finally {
            files.forEach(AtomicFile::close);
        }
    }

    private static AtomicFile file(Path path, String named, String text) {
        return new AtomicFile(path, named, text.getBytes(StandardCharsets.UTF_8));
    }

    private GoldenHeader read(Path header) {
        try {
            return GoldenHeader.read(Files.readString(header));
        } catch (IOException | IllegalArgumentException e) {
            throw GoldenError.UNREADABLE.exception(
                    "'" + named + "/" + HEADER + "' cannot be read, expected a golden's header",
                    "restore it from version control");
        }
    }
}
