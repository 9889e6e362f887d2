package io.runink.isolation;

import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Proves that limits hold, with processes that go beyond them: files that can be written prove
 * nothing in a container that fakes them.
 */
final class CgroupProof {

    /** What takes a few milliseconds to exceed, and leaves room for a shell. */
    private static final CgroupTree.Limits TIGHT = new CgroupTree.Limits(8L << 20, 1000, 10_000, 8);

    private static final long END_SECONDS = 20;

    /** Runs out of memory. */
    private static final String HOG = "exec tail /dev/zero";

    /** Computes for longer than a period gives, and then starts more processes than it may. */
    private static final String MANY =
            "n=0; while [ $n -lt 2000 ]; do n=$((n+1)); done;"
                    + " n=0; while [ $n -lt 12 ]; do sleep 60 & n=$((n+1)); done";

    /**
     * One limit, tried.
     *
     * @param limit which
     * @param tried what a process did
     * @param holds whether the kernel stopped it
     * @param found what was seen
     */
    record Finding(String limit, String tried, boolean holds, String found) {}

    private final CgroupTree tree;
    private final CommandChain chain;
    private final String shell;

    CgroupProof(CgroupTree tree, Tools tools) {
        this.tree = tree;
        this.chain = new CommandChain(tools, Long.MAX_VALUE);
        this.shell = tools.path(Tools.Tool.SH);
    }

    /** Tries each limit. */
    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        try {
            CgroupLeaf first = leaf();
            try {
                CgroupLeaf second = leaf();
                try {
                    tryAll(first, second, findings);
                } finally {
                    second.remove();
                }
            } finally {
                first.remove();
            }
        } catch (RuninkException e) {
            // Without the paths: it is a cell of a table.
            String reason = e.problems().getFirst().message().replaceAll("'[^']*' ?| \\(.*", "");
            findings.add(new Finding("cgroups", "a cgroup was to be made", false, reason));
        } catch (IOException e) {
            String reason = CgroupFiles.reason(e);
            findings.add(new Finding("cgroups", "a process was to be started", false, reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(new Finding("cgroups", "trial was interrupted", false, "not tried"));
        }
        return findings;
    }

    /** Side by side, as most of the time is spent waiting. */
    private void tryAll(CgroupLeaf first, CgroupLeaf second, List<Finding> findings)
            throws IOException, InterruptedException {
        Process hog = start(first, HOG);
        Process many = start(second, MANY);
        end(hog);
        // A shell that cannot fork ends at once; one that can, when it has started them all.
        end(many);
        long peak = first.peakBytes() >> 10;
        boolean killed = first.outOfMemory();
        findings.add(
                new Finding(
                        "memory",
                        "a process wanted more than 8 MiB",
                        killed,
                        (killed ? "killed at " : "it got them, ") + peak + " KiB"));
        boolean refused = second.processesRefused() > 0;
        findings.add(
                new Finding(
                        "processes",
                        "a process wanted 12 more where 8 are allowed",
                        refused,
                        refused ? "refused" : "it got them"));
        long throttled = second.throttled();
        findings.add(
                new Finding(
                        "processor time",
                        "a process computed where a tenth of a core is allowed",
                        throttled > 0,
                        throttled > 0 ? "kept waiting, " + throttled + " times" : "it went on"));
        String killer = second.killer();
        second.killAll();
        second.remove();
        findings.add(
                new Finding(
                        "end of all at once",
                        "what that process had started was to end",
                        true,
                        "ended, by " + killer));
    }

    private CgroupLeaf leaf() {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return tree.make("proof-" + random, TIGHT);
    }

    private Process start(CgroupLeaf leaf, String script) throws IOException {
        List<String> command = new ArrayList<>(chain.joining(leaf));
        command.addAll(List.of(shell, "-c", script));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
