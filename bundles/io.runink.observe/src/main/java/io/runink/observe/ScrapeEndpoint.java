package io.runink.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /metrics} on loopback; its address is in a file for those who want to scrape it. */
final class ScrapeEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScrapeEndpoint.class);
    private static final String PATH = "/metrics";
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService executor;
    private final Path file;
    private final Supplier<String> scrape;

    private ScrapeEndpoint(HttpServer server, Path file, Supplier<String> scrape) {
        this.server = server;
        this.file = file;
        this.scrape = scrape;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
    }

    /**
     * Opens the endpoint.
     *
     * @param port 0 for any; one that is taken is replaced by any, with a warning
     * @param file where its URL is written
     * @throws RuninkException if the port is none, or nothing can be opened
     */
    static ScrapeEndpoint open(int port, Path file, Supplier<String> scrape) {
        if (port < 0 || port > 65_535) {
            throw ObserveError.BAD_PORT.exception(
                    "metrics-port is '" + port + "', expected 0 to 65535",
                    "set metrics-port of io.runink.observe; there is no endpoint until then");
        }
        try {
            ScrapeEndpoint endpoint = new ScrapeEndpoint(bind(port), file, scrape);
            endpoint.server.createContext("/", endpoint::answer);
            endpoint.server.setExecutor(endpoint.executor);
            endpoint.server.start();
            endpoint.announce();
            return endpoint;
        } catch (IOException e) {
            throw new RuninkException(
                    ObserveError.NO_ENDPOINT.problem(
                            "no endpoint for metrics: " + e.getMessage(),
                            "see whether the home can be written and sockets are left"),
                    e);
        }
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (BindException e) {
            HttpServer other = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            LOG.warn(
                    "{}",
                    ObserveError.PORT_TAKEN
                            .problem(
                                    "port '%d' for metrics is taken, '%d' serves them"
                                            .formatted(port, other.getAddress().getPort()),
                                    "set metrics-port of io.runink.observe, or free the port")
                            .text());
            return other;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    private void announce() throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Path temporary = file.resolveSibling(file.getFileName() + ".writing");
        Files.writeString(temporary, url() + "\n");
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean get = exchange.getRequestMethod().equals("GET");
            boolean found = exchange.getRequestURI().getPath().equals(PATH);
            byte[] body = (get && found ? scrape.get() : "").getBytes(StandardCharsets.UTF_8);
            if (get && found) {
                exchange.getResponseHeaders().set("Content-Type", TEXT_FORMAT);
            }
            exchange.sendResponseHeaders(
                    !found ? 404 : get ? 200 : 405, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Closes it and takes its address away; a scrape under way is cut. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("'{}' stays, though nothing answers there", file);
        }
    }
}
