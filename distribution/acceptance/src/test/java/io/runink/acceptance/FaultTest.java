package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills a process of a run at a moment drawn by lot, and looks for what is left. Eight trials, or
 * 200 with {@code -Plong}; {@code -Drunink.faults=17} tries one again, {@code 0-99} a hundred. What
 * was killed and what came of it is in {@code target/fault-trials.txt}.
 */
final class FaultTest {

    private static final int ROWS = 20_000;
    private static final int TRIALS = 8;
    private static final int TRIALS_LONG = 200;

    /** An agent that keeps a descriptor of each killed slice is found after some trials. */
    private static final int DESCRIPTORS_MAX = 48;

    private static final String RETRIED = "dags/retried.jar";
    private static final String OUT = "validated_trades.json";
    private static final String REJECTED = "invalid_trades.json";

    private static final Path TRIED = Path.of("target", "fault-trials.txt");

    @TempDir static Path temporary;

    private static final List<Long> servers = new ArrayList<>();
    private static final Set<String> known = new TreeSet<>();
    private static Runi runi;
    private static Path out;
    private static String digest;
    private static long usualMillis;
    private static int descriptors;
    private static List<String> mounts;

    /** Who is killed. */
    private enum Victim {
        /** The slice that reads the input. */
        PRODUCER,
        /** The slice that writes the output. */
        CONSUMER,
        /** The server: Barn, controller and agent. */
        AGENT,
        /** Any process that belongs to a slice, at work or parked: a wrapper, a gate. */
        ANY;

        /** Three in ten for each but the last. */
        static Victim of(int lot) {
            return lot < 3 ? PRODUCER : lot < 6 ? CONSUMER : lot < 9 ? AGENT : ANY;
        }
    }

    /** What is drawn by lot. */
    private record Lot(Victim victim, boolean retried, long delayMillis, int choice) {

        static Lot draw(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            return new Lot(
                    Victim.of(random.nextInt(10)),
                    random.nextInt(3) == 0,
                    (long) (random.nextDouble() * 0.9 * usualMillis),
                    random.nextInt(1 << 20));
        }
    }

    /** What came of it. */
    private record Outcome(boolean killed, int exit, List<String> statuses) {}

    static LongStream seeds() {
        String range = System.getProperty("runink.faults", "");
        if (range.isEmpty()) {
            int trials = Boolean.getBoolean("runink.long") ? TRIALS_LONG : TRIALS;
            return LongStream.range(0, trials);
        }
        String[] ends = range.split("-", 2);
        return LongStream.rangeClosed(
                Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }

    @BeforeAll
    static void prepare() throws Exception {
        assumeTrue(Runi.root(), "what slices hold is seen by root");
        mounts = Footprint.mounts();
        runi = Trade.workspace(Files.createDirectory(temporary.resolve("workspace")));
        out = runi.folder().resolve("out");
        Trade.compile(runi).exits(0);
        Path scenario = runi.folder().resolve("features/retried.dsl");
        String text = Files.readString(runi.folder().resolve(Trade.SCENARIO));
        String retried = text.replace("  @dlq(", "  @retry(times=2, backoff=100ms)\n  @dlq(");
        Files.writeString(scenario, retried);
        runi.run(
                        "compile",
                        "--scenario",
                        "features/retried.dsl",
                        "--contract",
                        Trade.CONTRACT,
                        "--out",
                        RETRIED)
                .exits(0);
        Trade.synth(runi, "--rows", Integer.toString(ROWS), "--invalid", "2").exits(0);
        startServer();
        whatIsLookedForIsSeenWhileItIsThere();
        for (int i = 0; i < 2; i++) {
            long began = System.nanoTime();
            runi.run("run", "--dag", Trade.DAG).exits(0);
            usualMillis = (System.nanoTime() - began) / 1_000_000;
        }
        digest = sha256(out.resolve(OUT));
        complete();
        newRuns();
        settled(Footprint.of(server()));
        descriptors = Footprint.open(server());
        Files.createDirectories(TRIED.getParent());
        Files.deleteIfExists(TRIED);
    }

    private static void whatIsLookedForIsSeenWhileItIsThere() throws Exception {
        Footprint seen = new Footprint(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        Set<String> leaves = new TreeSet<>();
        Process command = runi.start("run", "--dag", RETRIED);
        while (command.isAlive()) {
            seen.add(Footprint.of(server()));
            leaves.addAll(Footprint.leaves(server()));
        }
        runi.result(command).exits(0);
        assertThat(seen.processes()).isNotEmpty();
        assertThat(seen.users()).isNotEmpty();
        assertThat(seen.memories()).isNotEmpty();
        assertThat(leaves).isNotEmpty();
    }

    private static void startServer() {
        String said = runi.run("server", "start").exits(0).out();
        servers.add(Long.parseLong(said.replaceAll("\\D+", "")));
    }

    private static long server() {
        return servers.getLast();
    }

    @AfterAll
    static void nothingIsLeftOfAnyServer() throws Exception {
        if (runi == null) {
            return;
        }
        runi.run("server", "stop").exits(0);
        for (long server : servers) {
            assertThat(Footprint.leaves(server)).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aKillAtAnyMomentLosesNothingAndLeavesNothing(long seed) throws Exception {
        Lot lot = Lot.draw(seed);
        forgetOutputs();
        Outcome outcome = trial(lot);
        String line = seed + " " + lot + " " + outcome.killed() + " " + outcome.exit();
        line += " " + outcome.statuses() + " descriptors " + Footprint.open(server());
        Files.writeString(TRIED, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        judge(lot, outcome, "-Drunink.faults=" + seed + ": " + line);
    }

    private static Outcome trial(Lot lot) throws Exception {
        long server = server();
        Process command = runi.start("run", "--dag", lot.retried() ? RETRIED : Trade.DAG, "--json");
        Thread.sleep(lot.delayMillis());
        long victim = await(lot, command);
        Footprint before = Footprint.of(server);
        if (victim != 0) {
            Slices.kill(victim);
        }
        Runi.Result result = runi.result(command);
        if (victim == server) {
            ProcessHandle.of(server).ifPresent(it -> it.onExit().join());
            // With nobody's help.
            eventually(() -> before.left(pid -> false));
            startServer();
            assertThat(Footprint.leaves(server)).as("cgroups of the killed agent").isEmpty();
        }
        settled(before);
        return new Outcome(victim != 0, result.exit(), newRuns());
    }

    /** The process to kill, once there is one; 0 if the command ended before. */
    private static long await(Lot lot, Process command) throws InterruptedException {
        while (command.isAlive()) {
            List<Long> found = find(lot.victim());
            if (!found.isEmpty()) {
                return found.get(lot.choice() % found.size());
            }
            Thread.sleep(1);
        }
        return 0;
    }

    private static List<Long> find(Victim victim) {
        return switch (victim) {
            case PRODUCER -> Footprint.holding(server(), runi.folder() + "/" + Trade.GOLDEN, "");
            case CONSUMER -> Footprint.holding(server(), out + "/." + OUT, ".staged");
            case AGENT -> List.of(server());
            case ANY -> Footprint.below(server());
        };
    }

    private static void judge(Lot lot, Outcome outcome, String trial) throws Exception {
        List<String> statuses = outcome.statuses();
        assertThat(statuses).as(trial).isSubsetOf("completed", "failed");
        boolean completed = !statuses.isEmpty() && statuses.getLast().equals("completed");
        if (lot.victim() != Victim.AGENT) {
            assertThat(outcome.exit()).as(trial).isEqualTo(completed ? 0 : 5);
            boolean again = lot.retried() && statuses.contains("failed");
            assertThat(statuses).as(trial).hasSize(again ? 2 : 1);
            assertThat(completed || !lot.retried()).as(trial).isTrue();
        } else {
            assertThat(statuses).as(trial).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(completed || outcome.killed()).as(trial).isTrue();
        if (completed) {
            complete();
        } else {
            assertThat(files(out)).as(trial).isEmpty();
        }
        assertThat(files(runi.folder().resolve(".runink/run/scratch"))).as(trial).isEmpty();
        assertThat(Footprint.open(server()))
                .as("descriptors of the agent, %s", trial)
                .isLessThan(descriptors + DESCRIPTORS_MAX);
    }

    /** The output is whole, and what is not in it was rejected. */
    private static void complete() throws Exception {
        assertThat(files(out)).containsExactlyInAnyOrder(OUT, REJECTED);
        assertThat(sha256(out.resolve(OUT))).isEqualTo(digest);
        try (var written = Files.lines(out.resolve(OUT));
                var rejected = Files.lines(out.resolve(REJECTED))) {
            assertThat(written.count() + rejected.count()).isEqualTo(ROWS);
        }
    }

    /** Waits until the server has nothing but the slices that it lists, and those wait. */
    private static void settled(Footprint before) throws Exception {
        eventually(() -> leaks(before));
    }

    private static List<String> leaks(Footprint before) throws IOException {
        long server = server();
        List<String> leaks = new ArrayList<>();
        Set<String> listed = new TreeSet<>();
        for (JsonNode slice : runi.run("slices", "list", "--json").exits(0).json().path("slices")) {
            if (!slice.path("run").asText().isEmpty()) {
                leaks.add("slice " + slice);
            }
            listed.add(slice.path("name").asText());
        }
        Map<Long, Boolean> ofListed = new HashMap<>();
        for (long pid : Footprint.below(server)) {
            ofListed.put(pid, Footprint.cgroups(pid).stream().anyMatch(it -> in(listed, it)));
        }
        ofListed.forEach((pid, is) -> {
            if (!is) {
                leaks.add("process " + pid + " of no slice");
            }
        });
        Footprint.leaves(server).stream()
                .filter(leaf -> !in(listed, leaf))
                .forEach(leaf -> leaks.add("cgroup " + leaf));
        leaks.addAll(before.left(pid -> ofListed.getOrDefault(pid, false)));
        Footprint.memories(server).forEach(it -> leaks.add("memory " + it + " of the agent"));
        List<String> more = new ArrayList<>(Footprint.mounts());
        more.removeAll(mounts);
        more.forEach(it -> leaks.add("mount " + it));
        return leaks;
    }

    private static boolean in(Set<String> slices, String leaf) {
        return slices.stream().anyMatch(slice -> leaf.endsWith("-" + slice));
    }

    /** Something that is to become empty. */
    private interface Leaks {
        List<String> now() throws IOException;
    }

    private static void eventually(Leaks leaks) throws Exception {
        for (int i = 0; i < 150 && !leaks.now().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(leaks.now()).isEmpty();
    }

    /** How the runs ended that were not there before, oldest first. */
    private static List<String> newRuns() {
        Map<String, String> runs = new TreeMap<>();
        JsonNode listed = runi.run("runs", "list", "--json").exits(0).json().path("runs");
        listed.forEach(it -> {
            if (known.add(it.path("run").asText())) {
                runs.put(it.path("started").asText(), it.path("status").asText());
            }
        });
        return List.copyOf(runs.values());
    }

    private static void forgetOutputs() throws IOException {
        for (String file : files(out)) {
            Files.delete(out.resolve(file));
        }
    }

    private static List<String> files(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).toList();
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
