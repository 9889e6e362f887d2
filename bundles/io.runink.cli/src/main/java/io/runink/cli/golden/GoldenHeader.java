package io.runink.cli.golden;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import io.runink.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a golden was made with.
 *
 * @param scenario its name
 * @param contracts SHA-256 of each contract's canonical JSON, hex, by name
 * @param masks how each masked column of an output is masked, by {@code sink.column}
 */
public record GoldenHeader(
        String scenario, SortedMap<String, String> contracts, SortedMap<String, String> masks) {

    public GoldenHeader {
        contracts = Collections.unmodifiableSortedMap(new TreeMap<>(contracts));
        masks = Collections.unmodifiableSortedMap(new TreeMap<>(masks));
    }

    /** The header of a pipeline as it is now. */
    public static GoldenHeader of(Dag dag) {
        SortedMap<String, String> contracts = new TreeMap<>();
        dag.contracts().forEach(it -> contracts.put(it.name(), sha256(Json.bytes(it))));
        SortedMap<String, String> masks = new TreeMap<>();
        for (Node.Sink sink : dag.nodes(Node.Sink.class).toList()) {
            Contract contract = dag.contract(sink.contract());
            for (Field field : contract.fields()) {
                Masking masking = field.masking();
                if (masking != null) {
                    masks.put(sink.name() + "." + field.name(), masking.name());
                }
            }
        }
        return new GoldenHeader(dag.scenario(), contracts, masks);
    }

    /** Columns that were masked and no longer are, or less. */
    public List<String> weaker(GoldenHeader now) {
        List<String> weaker = new ArrayList<>();
        for (Map.Entry<String, String> mask : masks.entrySet()) {
            String after = now.masks.get(mask.getKey());
            boolean partial = Masking.PARTIAL.name().equals(after);
            if (after == null || (partial && !mask.getValue().equals(after))) {
                weaker.add(mask.getKey());
            }
        }
        return weaker;
    }

    /** The text of its file. */
    public String text() {
        return Json.pretty(this) + "\n";
    }

    /** Reads what {@link #text} wrote. */
    public static GoldenHeader read(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), GoldenHeader.class);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
