package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One kernel that stays: commands use it, the console configures it, Prometheus scrapes it. */
final class ServerTest {

    private static final String FILES = "io.runink.connector.file";

    @TempDir Path temporary;

    private Runi runi;

    @BeforeEach
    void prepare() throws IOException {
        runi = Trade.workspace(Files.createDirectory(temporary.resolve("workspace")));
        Trade.compile(runi).exits(0);
        Trade.synth(runi, "--rows", "5000").exits(0);
    }

    @AfterEach
    void stop() {
        runi.run("server", "stop");
    }

    private long batches() {
        JsonNode run =
                runi.run(
                                "run",
                                "--dag",
                                Trade.DAG,
                                "--isolation",
                                FiveCommandsTest.level(),
                                "--json")
                        .exits(0)
                        .json();
        return run.at("/steps/0/batches").asLong();
    }

    @Test
    void aSettingOfTheConsoleIsUsedByTheNextRunAndSurvivesARestart() {
        runi.run("server", "start").exits(0);
        assertThat(runi.run("server", "status").exits(0).out()).contains("runs on");
        long before = batches();
        runi.run("shell", "-c", "runink:config-set " + FILES + " batch-rows 100").exits(0);
        assertThat(runi.run("shell", "-c", "runink:config-list").exits(0).out())
                .contains("batch-rows")
                .contains("100");
        assertThat(batches()).isEqualTo(50).isGreaterThan(before);
        assertThat(runi.run("shell", "-c", "runink:runs").exits(0).out()).contains("completed");
        assertThat(runi.run("shell", "-c", "runink:plugins").exits(0).out()).contains(FILES);
        assertThat(runi.run("shell", "-c", "runink:herds").exits(0).out()).contains("my-data-herd");
        runi.run("server", "stop").exits(0);
        runi.run("server", "start").exits(0);
        assertThat(batches()).isEqualTo(50);
    }

    @Test
    void metricsAreScrapedWhileAServerRuns() throws Exception {
        runi.run("server", "start").exits(0);
        batches();
        String url = Files.readString(runi.folder().resolve(".runink/run/metrics.url")).strip();
        assertThat(url).startsWith("http://127.0.0.1:");
        String text =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(url)).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        assertThat(text).contains("runink_").contains("my-data-herd");
    }

    @Test
    void aRemovedPluginIsMissedByNameAndComesBack() {
        runi.run("server", "start").exits(0);
        runi.run("plugin", "remove", "io.runink.contract.value").exits(0);
        Runi.Result missing = Trade.compile(runi).exits(3);
        assertThat(missing.out()).contains("runi plugin install io.runink.contract.value");
        runi.run("plugin", "install", "io.runink.contract.value").exits(0);
        Trade.compile(runi).exits(0);
    }
}
