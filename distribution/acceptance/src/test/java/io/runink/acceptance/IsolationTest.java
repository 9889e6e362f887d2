package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walls of real slices of a real run, at level full. */
final class IsolationTest {

    @TempDir Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Runi.root(), "level full needs root");
        folder = Files.createDirectory(temporary.resolve("workspace"));
    }

    @Test
    void eachSliceHasSeccompNoPrivilegesNoCapabilitiesAndAUserOfItsOwn() throws Exception {
        Runi runi = Trade.workspace(folder);
        Trade.compile(runi).exits(0);
        Trade.synth(runi, "--rows", "300000").exits(0);
        Process command = runi.start("run", "--dag", Trade.DAG, "--json");
        Set<String> users = new HashSet<>();
        List<Long> slices = Slices.await(command, 3);
        for (long pid : slices) {
            Map<String, String> status = Slices.status(pid);
            assertThat(status)
                    .containsEntry("Seccomp", "2")
                    .containsEntry("NoNewPrivs", "1")
                    .containsEntry("CapEff", "0000000000000000")
                    .containsEntry("CapPrm", "0000000000000000");
            String user = status.getOrDefault("Uid", "").replaceAll("\\s.*", "");
            assertThat(user).isNotEqualTo("0");
            assertThat(users.add(user)).as("user %s serves one slice", user).isTrue();
            for (String namespace : List.of("user", "pid", "mnt", "net", "uts", "ipc")) {
                assertThat(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/" + namespace)))
                        .as("%s namespace", namespace)
                        .isNotEqualTo(
                                Files.readSymbolicLink(Path.of("/proc/self/ns/" + namespace)));
            }
            assertThat(Files.readAllBytes(Path.of("/proc/" + pid + "/environ"))).isEmpty();
        }
        runi.result(command).exits(0);
    }

    @Test
    void userCodeSeesNothingOfTheHost() throws Exception {
        Path secret = Files.writeString(temporary.resolve("other-herd.txt"), "secret");
        Path open = Path.of("/etc/hostname");
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> results =
                    escape(
                            List.of(
                                    "read:" + secret,
                                    "read:" + folder.resolve(".runink"),
                                    "list:" + folder.resolve(".runink"),
                                    "list:" + temporary,
                                    "list:/root",
                                    "read:/etc/shadow",
                                    "read:" + open,
                                    "write:/usr/x",
                                    "write:/x",
                                    "connect:127.0.0.1:" + listener.getLocalPort(),
                                    "connect:1.1.1.1:53",
                                    "environment:",
                                    "processes:"));
            assertThat(results.remove("environment:")).isEqualTo("variables []");
            assertThat(results.remove("processes:")).isEqualTo("processes 1");
            results.forEach(
                    (what, result) -> assertThat(result).as("%s", what).isEqualTo("refused"));
        }
    }

    @Test
    void aStepThatTakesTooMuchMemoryDiesAloneAndTheRunSaysSo() throws Exception {
        Runi runi = escapeWorkspace(List.of("hog:"));
        Runi.Result result =
                runi.run("run", "--dag", "escape.jar", "--isolation", "full", "--json").exits(5);
        assertThat(result.json().path("problems").toString())
                .contains("RNK-AGENT-004")
                .contains("TryIt");
        assertThat(folder.resolve("out.json")).doesNotExist();
    }

    private Map<String, String> escape(List<String> attempts) throws IOException {
        Runi runi = escapeWorkspace(attempts);
        runi.run("run", "--dag", "escape.jar", "--isolation", "full").exits(0);
        Map<String, String> results = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(folder.resolve("out.json"))) {
            JsonNode outcome = mapper.readTree(line);
            results.put(outcome.path("what").asText(), outcome.path("result").asText());
        }
        assertThat(results).hasSameSizeAs(attempts);
        return results;
    }

    private Runi escapeWorkspace(List<String> attempts) throws IOException {
        try (InputStream source = IsolationTest.class.getResourceAsStream("/escape/Escape.java")) {
            Files.write(
                    folder.resolve("Escape.java"),
                    java.util.Objects.requireNonNull(source).readAllBytes());
        }
        Files.writeString(
                folder.resolve("escape.dsl"),
                """
                Scenario: Try to leave
                  @source("json://in.json", contract="Attempt")
                  @step("TryIt")
                  @sink("json://out.json", contract="Outcome")
                  Given somebody who wants out
                """);
        ObjectMapper mapper = new ObjectMapper();
        StringBuilder lines = new StringBuilder();
        for (String attempt : attempts) {
            lines.append(mapper.createObjectNode().put("what", attempt)).append('\n');
        }
        Files.writeString(folder.resolve("in.json"), lines);
        Runi runi = new Runi(folder);
        runi.run(
                        "compile",
                        "--scenario",
                        "escape.dsl",
                        "--contract",
                        "Escape.java",
                        "--out",
                        "escape.jar")
                .exits(0);
        return runi;
    }
}
