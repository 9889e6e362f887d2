package io.runink.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.runink.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ops4j.pax.logging.PaxContext;
import org.ops4j.pax.logging.PaxLogger;

final class LogsTest {

    @TempDir Path home;

    private final PaxContext context = new PaxContext();

    @Test
    void aLineHoldsWhatWasSaidAndWhoseItWas() throws Exception {
        context.put("run", "r1");
        context.put("step", "Mask");
        context.put("herd", "farm");
        context.put("else", "hidden");
        logger("io.runink.agent").warn("slice '{}' of {} died", "s1", 3);

        assertThat(lines())
                .containsExactly(
                        json(
                                """
                                {"ts":"2026-01-01T00:00:00.123Z","level":"WARN",
                                "logger":"io.runink.agent","message":"slice 's1' of 3 died",
                                "run":"r1","step":"Mask","herd":"farm"}\
                                """));
    }

    @Test
    void aMessageOfSeveralLinesStaysOneLine() throws Exception {
        logger("a").error("first\nsecond \"quoted\"");

        assertThat(Files.readAllLines(file())).hasSize(1);
        assertThat(lines().getFirst().get("message").asText())
                .isEqualTo("first\nsecond \"quoted\"");
    }

    @Test
    void everyWayToLogEndsInALine() throws Exception {
        PaxLogger logger = logger("a");
        IllegalStateException broken = new IllegalStateException("broken");
        logger.fqinfo("fqcn", "one");
        logger.fqwarn("fqcn", "two", broken);
        logger.info("three");
        logger.info("four {}", "4");
        logger.info("five {} {} {}", 5, 5, 5);
        logger.error("six", broken);
        logger.warn(it -> it.warn("seven"));
        logger.fatal("eight");

        assertThat(lines().stream().map(it -> it.get("message").asText()))
                .containsExactly(
                        "one", "two", "three", "four 4", "five 5 5 5", "six", "seven", "eight");
        assertThat(lines().get(5).at("/error/0").asText())
                .isEqualTo("java.lang.IllegalStateException: broken");
        assertThat(lines().get(1).at("/error/1").asText()).startsWith("at io.runink.observe");
    }

    @ParameterizedTest
    @CsvSource({
        "io.runink.barn, INFO, INFO",
        "org.apache.ratis.server.RaftServer, INFO, WARN",
        "org.apache.ratis.server.RaftServer, DEBUG, WARN",
        "org.apache.ratis.server.RaftServer, TRACE, TRACE",
        "org.apache.ratis.server.RaftServer, ERROR, ERROR",
        "io.runink.barn, DEBUG, DEBUG"
    })
    void librariesAreQuietUnlessEverythingIsWanted(String name, Level wanted, Level least) {
        Logs logs = logs(wanted, 1000);

        assertThat(logs.level(name)).isEqualTo(least);
        PaxLogger logger = LoggerCalls.logger(logs, context, name);
        assertThat(logger.isInfoEnabled()).isEqualTo(least.compareTo(Level.INFO) <= 0);
        assertThat(logger.isErrorEnabled()).isTrue();
        assertThat(logger.getLogLevel()).isEqualTo(least.osgi());
        assertThat(logger.getName()).isEqualTo(name);
        assertThat(java.util.Set.of(logger)).contains(logger);
        assertThat(logger).isNotEqualTo(LoggerCalls.logger(logs, context, name));
    }

    @Test
    void whatIsBelowTheLevelIsNotWritten() {
        logger("a").debug("quiet");

        assertThat(file()).doesNotExist();
    }

    @Test
    void aFullFileIsRenamedAndTheOldestGoes() throws Exception {
        Logs logs = logs(Level.INFO, 1000);
        for (int i = 0; i < 100; i++) {
            logs.log("a", Level.INFO, "line " + i + " ".repeat(100), null);
        }

        try (var files = Files.list(home)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(LogFile.KEPT + 1);
            assertThat(all).allSatisfy(it -> assertThat(Files.size(it)).isLessThanOrEqualTo(1000));
        }
        assertThat(lines().getLast().get("message").asText()).startsWith("line 99 ");
        assertThat(Files.readString(home.resolve("runink.1.jsonl"))).endsWith("}\n");
    }

    @Test
    void aFileOfAnEarlierProcessIsContinued() throws Exception {
        logger("a").info("one");
        logger("a").info("two");

        assertThat(lines()).hasSize(2);
    }

    @Test
    void aLogThatCannotBeWrittenIsSaidOnce() throws Exception {
        Path blocked = Files.writeString(home.resolve("logs"), "no folder");
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            LogFile file = new LogFile(blocked, 1000);
            file.write(Map.of("message", "one"));
            file.write(Map.of("message", "two"));
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("RNK-OBSERVE-005")
                .containsOnlyOnce("RNK-OBSERVE-005");
    }

    @Test
    void aLevelThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Level.parse("LOUD")).hasMessageStartingWith("RNK-OBSERVE-004");
        assertThat(Level.parse(" warn ")).isEqualTo(Level.WARN);
    }

    private PaxLogger logger(String name) {
        return LoggerCalls.logger(logs(Level.INFO, 1_000_000), context, name);
    }

    private Logs logs(Level level, long bytes) {
        return new Logs(
                new LogFile(home, bytes),
                context,
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00.123456Z")),
                level);
    }

    private Path file() {
        return home.resolve("runink.jsonl");
    }

    private List<JsonNode> lines() throws IOException {
        return Files.readAllLines(file()).stream().map(LogsTest::json).toList();
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
