package io.runink.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.runink.api.run.RunStatus;
import io.runink.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every event, and every facet in it, against the schemas of OpenLineage, read in place. */
final class SchemaTest {

    private static final Path SPEC =
            Path.of(System.getProperty("runink.checkout", "."))
                    .resolve("../shared/data/openlineage/spec")
                    .normalize();

    private final Map<String, String> schemas = new HashMap<>();
    private SchemaRegistry registry;

    SchemaTest() {
        registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    }

    @BeforeEach
    void load() throws IOException {
        assumeTrue(Files.isDirectory(SPEC), () -> "skipped: no OpenLineage schemas in " + SPEC);
        try (Stream<Path> files = Files.walk(SPEC)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                String text = Files.readString(file);
                JsonNode id = json(text).path("$id");
                if (!id.isMissingNode()) {
                    schemas.put(id.asText(), text);
                }
            }
        }
        registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(schemas)
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void everyEventAndFacetIsValid(RunStatus status, @TempDir Path home) throws IOException {
        Lineage lineage = new Lineage(home, "0.1.0", InstantSource.system());
        lineage.started("r1", "farm", Samples.dag(), Samples.URIS);
        lineage.ended(
                Samples.dag(),
                Samples.URIS,
                Json.read(
                        Json.text(Samples.report(status))
                                .replace("20260101-000000-00001", "r1")
                                .getBytes(StandardCharsets.UTF_8),
                        io.runink.api.run.RunReport.class));

        int facets = 0;
        List<String> lines = Files.readAllLines(home.resolve("r1.jsonl"));
        assertThat(lines).hasSize(16);
        for (String line : lines) {
            JsonNode event = json(line);
            assertValid(event.get("schemaURL").asText(), event);
            facets += validFacets(event);
        }
        assertThat(facets).isGreaterThan(60);
    }

    @Test
    void theValidatorFindsWhatIsMissing() {
        ObjectNode event = (ObjectNode) json("{\"eventTime\":\"yesterday\",\"producer\":\"p\"}");

        assertThat(errors(Facets.CORE + "#/$defs/RunEvent", event)).hasSizeGreaterThan(3);
    }

    /** Validates whatever names a schema, however deep. */
    private int validFacets(JsonNode node) {
        int count = 0;
        if (node.isObject() && node.has("_schemaURL")) {
            assertValid(node.get("_schemaURL").asText(), node);
            count++;
        }
        for (JsonNode child : node) {
            count += validFacets(child);
        }
        return count;
    }

    private void assertValid(String schema, JsonNode node) {
        assertThat(schemas).containsKey(schema.substring(0, schema.indexOf('#')));
        assertThat(errors(schema, node)).as("%s%n%s", schema, node).isEmpty();
    }

    private List<String> errors(String location, JsonNode node) {
        Schema schema = registry.getSchema(SchemaLocation.of(location));
        List<String> errors = new ArrayList<>();
        schema.validate(node).forEach(error -> errors.add(error.toString()));
        return errors;
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
