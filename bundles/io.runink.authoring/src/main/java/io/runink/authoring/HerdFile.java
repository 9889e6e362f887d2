package io.runink.authoring;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one herd definition. */
final class HerdFile {

    /** Characters of a definition. */
    static final int SIZE_MAX = 64 * 1024;

    /** Labels of a herd, and characters of each. */
    static final int LABELS_MAX = 64;

    private static final int LABEL_SIZE_MAX = 256;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long MEMORY_MIN = 64 * MEBIBYTE;
    private static final int CPU_MILLIS_MIN = 100;
    private static final List<String> LATER_POLICIES = List.of("masking", "trusted-keys");
    private static final List<String> LATER_GRANTS = List.of("files", "hosts", "secrets");

    /** Programs that a herd is granted. */
    private static final int COMMANDS_MAX = 64;

    /** A name that is looked up in the system's folders, or a path without steps upwards. */
    private static final Pattern PROGRAM =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}|(/[A-Za-z0-9_+][A-Za-z0-9_.+-]*)+");

    private static final TomlMapper TOML = new TomlMapper();

    private final String file;
    private final TomlPlaces places;
    private final List<Problem> problems = new ArrayList<>();

    private HerdFile(String file, String text) {
        this.file = file;
        this.places = new TomlPlaces(file, text);
    }

    static Outcome<Herd> read(String file, String text) {
        if (text.length() > SIZE_MAX) {
            return Outcome.refused(
                    HerdError.TOO_LARGE.at(
                            Location.of(file),
                            "the file has " + text.length() + " characters, at most " + SIZE_MAX,
                            "a herd needs an id, labels, quota, policy and grants only"));
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        HerdFile reader = new HerdFile(file, plain);
        return reader.herd(plain);
    }

    private Outcome<Herd> herd(String text) {
        JsonNode root;
        try {
            root = TOML.readTree(text);
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            return Outcome.refused(
                    HerdError.SYNTAX.at(
                            at == null
                                    ? Location.of(file)
                                    : new Location(
                                            file,
                                            Math.max(at.getLineNr(), 0),
                                            Math.max(at.getColumnNr(), 0)),
                            "this is no TOML: "
                                    + e.getOriginalMessage().lines().findFirst().orElse(""),
                            "correct the syntax, see https://toml.io"));
        }
        known(root, "", List.of("id", "labels", "quota", "policy", "grants"));
        String id = root.path("id").isTextual() ? root.path("id").textValue() : "";
        if (!Herd.validName(id)) {
            problem(
                    HerdError.ID,
                    "id",
                    id.isEmpty() ? "the herd has no id" : "'" + id + "' is no herd id",
                    "write id = \"my-herd\": 1 to 63 of a-z, 0-9 and -, the first a letter, the"
                            + " last no hyphen");
        }
        SortedMap<String, String> labels = labels(table(root, "labels"));
        Herd.Quota quota = quota(table(root, "quota"));
        JsonNode policy = table(root, "policy");
        IsolationLevel isolation = isolation(policy);
        boolean slicePerStep = slicePerStep(policy);
        List<String> commands = grants(table(root, "grants"));
        return problems.isEmpty()
                ? Outcome.done(new Herd(id, labels, quota, isolation, slicePerStep, commands))
                : Outcome.refused(problems);
    }

    private JsonNode table(JsonNode root, String name) {
        JsonNode node = root.path(name);
        if (!node.isMissingNode() && !node.isObject()) {
            value(name, node, "a table", "write [" + name + "] on a line of its own");
        }
        return node;
    }

    private void known(JsonNode table, String prefix, List<String> names) {
        table.fieldNames()
                .forEachRemaining(name -> {
                    if (!names.contains(name)) {
                        problem(
                                HerdError.UNKNOWN_KEY,
                                prefix + name,
                                "there is no key '" + prefix + name + "'",
                                Nearest.to(name, names)
                                        .map(near -> "did you mean '" + near + "'?")
                                        .orElse("use " + String.join(", ", names)));
                    }
                });
    }

    private SortedMap<String, String> labels(JsonNode table) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (var entry : table.properties()) {
            JsonNode label = entry.getValue();
            if (!label.isTextual() || label.textValue().length() > LABEL_SIZE_MAX) {
                value(
                        "labels." + entry.getKey(),
                        label,
                        "a text of at most " + LABEL_SIZE_MAX + " characters",
                        "write it in double quotes");
            } else {
                labels.put(entry.getKey(), label.textValue());
            }
        }
        if (table.size() > LABELS_MAX) {
            problem(
                    HerdError.VALUE,
                    "labels",
                    table.size() + " labels, at most " + LABELS_MAX,
                    "give fewer labels");
        }
        return labels;
    }

    private Herd.Quota quota(JsonNode table) {
        known(table, "quota.", List.of("slices", "cpu", "memory", "storage"));
        Herd.Quota standard = Herd.Quota.STANDARD;
        int slices = standard.slices();
        JsonNode slicesNode = table.path("slices");
        if (slicesNode.isInt() && slicesNode.intValue() >= 1) {
            slices = slicesNode.intValue();
        } else if (!slicesNode.isMissingNode()) {
            value("quota.slices", slicesNode, "a whole number from 1", "write slices = 12");
        }
        JsonNode cpuNode = table.path("cpu");
        int cpu = standard.cpuMillis();
        if (!cpuNode.isMissingNode()) {
            Optional<Integer> read =
                    cpuNode.isNumber() && !nonFinite(cpuNode)
                            ? Quantity.thousandths(cpuNode.decimalValue())
                            : Optional.empty();
            if (read.isEmpty() || read.get() < CPU_MILLIS_MIN) {
                value("quota.cpu", cpuNode, "cores from 0.1", "write cpu = 2.5");
            } else {
                cpu = read.get();
            }
        }
        long memory = amount(table, "memory", MEMORY_MIN, standard.memoryBytes());
        long storage = amount(table, "storage", Herd.Quota.STORAGE_MIN, standard.storageBytes());
        return problems.isEmpty() ? new Herd.Quota(slices, cpu, memory, storage) : standard;
    }

    private long amount(JsonNode table, String name, long least, long standard) {
        JsonNode node = table.path(name);
        if (node.isMissingNode()) {
            return standard;
        }
        Optional<Long> read = bytes(node);
        if (read.isEmpty() || read.get() < least) {
            value(
                    "quota." + name,
                    node,
                    "an amount from " + least / MEBIBYTE + " MiB with its unit",
                    "write " + name + " = \"4 GiB\"");
            return standard;
        }
        return read.get();
    }

    private static boolean nonFinite(JsonNode number) {
        return number.isDouble() && !Double.isFinite(number.doubleValue());
    }

    private static Optional<Long> bytes(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return Optional.of(node.longValue());
        }
        return node.isTextual() ? Quantity.bytes(node.textValue()) : Optional.empty();
    }

    private IsolationLevel isolation(JsonNode table) {
        List<String> names = new ArrayList<>(List.of("isolation", "slice-per-step"));
        names.addAll(LATER_POLICIES);
        known(table, "policy.", names);
        for (String name : LATER_POLICIES) {
            if (table.has(name)) {
                later("policy." + name);
            }
        }
        JsonNode node = table.path("isolation");
        if (node.isMissingNode()) {
            return IsolationLevel.FULL;
        }
        List<String> levels =
                Arrays.stream(IsolationLevel.values()).map(IsolationLevel::text).toList();
        if (!node.isTextual() || !levels.contains(node.textValue())) {
            value(
                    "policy.isolation",
                    node,
                    "one of " + String.join(", ", levels),
                    "write isolation = \"full\"");
            return IsolationLevel.FULL;
        }
        return IsolationLevel.parse(node.textValue());
    }

    private boolean slicePerStep(JsonNode table) {
        JsonNode node = table.path("slice-per-step");
        if (!node.isMissingNode() && !node.isBoolean()) {
            value("policy.slice-per-step", node, "true or false", "write slice-per-step = true");
        }
        return node.booleanValue();
    }

    /** The programs that external commands may be. */
    private List<String> grants(JsonNode table) {
        List<String> names = new ArrayList<>(List.of("commands"));
        names.addAll(LATER_GRANTS);
        known(table, "grants.", names);
        for (String name : LATER_GRANTS) {
            if (table.has(name)) {
                later("grants." + name);
            }
        }
        JsonNode node = table.path("commands");
        List<String> commands = new ArrayList<>();
        node.forEach(it -> commands.add(it.isTextual() ? it.textValue() : ""));
        boolean sound =
                (node.isArray() || node.isMissingNode())
                        && commands.size() <= COMMANDS_MAX
                        && commands.stream().allMatch(it -> PROGRAM.matcher(it).matches());
        if (!sound) {
            value(
                    "grants.commands",
                    node,
                    "a list of at most " + COMMANDS_MAX + " names or absolute paths of programs",
                    "write commands = [\"python3\"]");
            return List.of();
        }
        return commands.stream().distinct().toList();
    }

    private void later(String key) {
        problem(
                HerdError.NOT_SUPPORTED_YET,
                key,
                "'" + key + "' is understood, but nothing enforces it in this version",
                "remove it, so that nobody relies on it");
    }

    private void value(String key, JsonNode found, String expected, String remedy) {
        String shown = found.toString();
        problem(
                HerdError.VALUE,
                key,
                "'"
                        + key
                        + "' is "
                        + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown)
                        + ", expected "
                        + expected,
                remedy);
    }

    private void problem(ErrorCode code, String key, String message, String remedy) {
        problems.add(code.at(places.of(key), message, remedy));
    }
}
