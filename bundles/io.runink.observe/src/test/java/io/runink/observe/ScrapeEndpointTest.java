package io.runink.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScrapeEndpointTest {

    @TempDir Path home;

    @Test
    void aScrapeAnswersWhatTheRegistryHolds() throws Exception {
        try (ScrapeEndpoint endpoint = ScrapeEndpoint.open(0, file(), () -> "runink_up 1\n")) {
            HttpResponse<String> answer = send(endpoint.url(), "GET");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("runink_up 1\n");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
        }
    }

    @Test
    void theFileHoldsTheAddressWhileItAnswers() throws Exception {
        try (ScrapeEndpoint endpoint = ScrapeEndpoint.open(0, file(), () -> "")) {
            assertThat(Files.readString(file()).strip()).isEqualTo(endpoint.url().toString());
        }
        assertThat(file()).doesNotExist();
    }

    /** RNK-OBSERVE-001, which only the log says. */
    @Test
    void aTakenPortIsReplaced() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                ScrapeEndpoint endpoint =
                        ScrapeEndpoint.open(taken.getLocalPort(), file(), () -> "x 1\n")) {
            assertThat(endpoint.url().getPort()).isNotEqualTo(taken.getLocalPort());
            assertThat(send(endpoint.url(), "GET").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nothingElseIsServed() throws Exception {
        try (ScrapeEndpoint endpoint = ScrapeEndpoint.open(0, file(), () -> "x 1\n")) {
            assertThat(send(endpoint.url(), "POST").statusCode()).isEqualTo(405);
            assertThat(send(endpoint.url().resolve("/"), "GET").statusCode()).isEqualTo(404);
            assertThat(send(endpoint.url().resolve("/metrics/x"), "GET").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatThrownBy(() -> ScrapeEndpoint.open(70_000, file(), () -> ""))
                .hasMessageStartingWith("RNK-OBSERVE-002");
    }

    @Test
    void aHomeThatCannotBeWrittenIsSaid() throws Exception {
        Files.writeString(home.resolve("run"), "no folder");

        assertThatThrownBy(() -> ScrapeEndpoint.open(0, file(), () -> ""))
                .hasMessageStartingWith("RNK-OBSERVE-003");
    }

    private Path file() {
        return home.resolve("run").resolve("metrics.url");
    }

    private static HttpResponse<String> send(URI uri, String method)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(Duration.ofSeconds(10))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
