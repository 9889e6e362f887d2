package io.runink.agent;

import io.runink.posix.Exit;
import io.runink.posix.Posix;
import io.runink.spi.isolation.ControlChannel;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A program as the launcher starts it, without walls: a real process on real streams. */
final class ForeignProcess implements SliceProcess {

    private final int pid;
    private final CompletableFuture<SliceExit> exit = new CompletableFuture<>();

    private ForeignProcess(int pid) {
        this.pid = pid;
    }

    static ForeignProcess start(LaunchSpec spec) {
        LaunchSpec.Foreign foreign = Objects.requireNonNull(spec.foreign());
        List<String> argv = new ArrayList<>();
        argv.addAll(List.of("/usr/bin/env", "--chdir=" + foreign.folder()));
        argv.addAll(spec.command());
        ForeignProcess process =
                new ForeignProcess(
                        Posix.spawn(
                                argv,
                                Map.of("PATH", "/usr/bin:/bin"),
                                Map.of(
                                        0,
                                        foreign.input(),
                                        1,
                                        foreign.output(),
                                        2,
                                        foreign.errors())));
        Thread.ofPlatform().daemon().start(process::watch);
        return process;
    }

    private void watch() {
        Exit end = Posix.await(pid);
        exit.complete(new SliceExit(end.status(), end.signal(), false, 0));
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public long uid() {
        return Posix.uid();
    }

    @Override
    public ControlChannel control() {
        throw new UnsupportedOperationException("a program has none");
    }

    @Override
    public CompletableFuture<SliceExit> exit() {
        return exit;
    }

    @Override
    public void kill() {
        if (!exit.isDone()) {
            Posix.kill(-pid, 9);
        }
    }

    @Override
    public void close() {
        kill();
        exit.join();
    }
}
