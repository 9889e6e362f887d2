package io.runink.kernel;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A kernel in this process, for one command or for many. */
final class KernelProcess {

    /** What a file of stray output may grow to before it is put aside. */
    private static final long LOG_BYTES_MAX = 4L * 1024 * 1024;

    /** How often a waiting command looks again, and how often it says so again. */
    private static final long LOOK_MILLIS = 50;

    private static final long REMIND_SECONDS = 30;

    /** Most commands are over before this: waiting for one of them is not worth a word. */
    private static final long SAY_AFTER_MILLIS = 300;

    /** What an orderly stop may take after a signal. */
    private static final long SIGNAL_SECONDS_MAX = 25;

    private final Home home;
    private final Supplier<Distribution> distribution;
    private final Console console;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable KernelServer answering;

    KernelProcess(Home home, Supplier<Distribution> distribution, Console console) {
        this.home = home;
        this.distribution = distribution;
        this.console = console;
    }

    /**
     * Waits for the home's lock.
     *
     * @param secondsMax how long at most
     * @param attach asked between attempts: an answer ends the waiting, because a kernel that can
     *     be talked to has appeared
     * @return the lock, or null when {@code attach} answered
     */
    @Nullable HomeLock lock(long secondsMax, Supplier<OptionalInt> attach, int[] exit) {
        long began = System.nanoTime();
        long next = SAY_AFTER_MILLIS;
        while (true) {
            HomeLock lock = HomeLock.attempt(home.lock());
            if (lock != null) {
                return lock;
            }
            OptionalInt attached = attach.get();
            if (attached.isPresent()) {
                exit[0] = attached.getAsInt();
                return null;
            }
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            if (waited >= TimeUnit.SECONDS.toMillis(secondsMax)) {
                throw KernelError.HOME_BUSY.exception(
                        "home '"
                                + home.path()
                                + "' is used by process "
                                + holder()
                                + " for "
                                + secondsMax
                                + " s now, expected it to end",
                        "wait for it or end it; with 'runi server start' commands work side by"
                                + " side");
            }
            if (waited >= next) {
                next = waited + TimeUnit.SECONDS.toMillis(REMIND_SECONDS);
                console.err()
                        .println(
                                "waiting for pid "
                                        + holder()
                                        + ", which works on home '"
                                        + home.path()
                                        + "' (commands work side by side with"
                                        + " 'runi server start')");
            }
            pause();
        }
    }

    private String holder() {
        return HomeLock.holder(home.lock()).map(Object::toString).orElse("unknown");
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    /** Boots a kernel, lets it do one thing, and stops it. The caller holds the lock. */
    int once(Function<FelixKernel, Integer> work) {
        logStrayFailures();
        divertStrayOutput(home.logs().resolve("kernel.log"));
        try (FelixKernel kernel = FelixKernel.boot(home, distribution.get(), false)) {
            Thread worker = Thread.currentThread();
            Thread hook = Thread.ofPlatform().unstarted(() -> interrupted(kernel, worker));
            Runtime.getRuntime().addShutdownHook(hook);
            int exit = work.apply(kernel);
            remove(hook);
            return exit;
        }
    }

    /** Ctrl-C: the command hears of it, and what it uses is closed in order. */
    private static void interrupted(FelixKernel kernel, Thread worker) {
        worker.interrupt();
        kernel.close();
    }

    /** Boots a kernel that stays until it is asked to stop. The caller holds the lock. */
    int serve() {
        logStrayFailures();
        Thread hook = Thread.ofPlatform().unstarted(this::stopOnSignal);
        Distribution installed = distribution.get();
        Instant started = Instant.now();
        String version = installed.version();
        try (FelixKernel kernel = FelixKernel.boot(home, installed, true);
                KernelServer server =
                        new KernelServer(
                                home, kernel::call, () -> status(home, version, started))) {
            Runtime.getRuntime().addShutdownHook(hook);
            answering = server;
            console.err()
                    .println(
                            "serving home '"
                                    + home.path()
                                    + "', pid "
                                    + ProcessHandle.current().pid());
            server.await();
            console.err().println("stopping");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed.countDown();
            remove(hook);
        }
        return 0;
    }

    /** A signal ends the JVM when its hooks have run, so the hook waits for the orderly stop. */
    private void stopOnSignal() {
        KernelServer server = answering;
        if (server == null) {
            return;
        }
        server.stop();
        try {
            boolean _ = closed.await(SIGNAL_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is what ends this process.
        }
    }

    private static String status(Home home, String version, Instant started) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("running", true);
        status.put("pid", ProcessHandle.current().pid());
        status.put("home", home.path());
        status.put("socket", home.socket());
        status.put("version", version);
        status.put("started", started);
        return JsonText.object(status);
    }

    /**
     * Notes what ends a library's thread. Without this the JVM tells the user's terminal when such
     * a thread outlives its bundle's classes.
     */
    private static void logStrayFailures() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            try {
                System.err.println(thread.getName() + " ended: " + failure);
            } catch (RuntimeException | LinkageError e) {
                // The classes that would say more are gone.
                System.err.println(thread.getName() + " ended");
            }
        });
    }

    /**
     * Sends what libraries print to a file: standard output holds a command's answer and nothing
     * else, and a user should not have to read a library's chatter.
     */
    private static void divertStrayOutput(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            PrintStream stray =
                    new PrintStream(
                            Files.newOutputStream(
                                    log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                            true,
                            StandardCharsets.UTF_8);
            System.setOut(stray);
            System.setErr(stray);
        } catch (IOException e) {
            throw KernelError.HOME.exception(
                    "log '" + log + "' cannot be written (" + Home.reason(e) + ")",
                    "check the disk and the home's owner");
        }
    }
}
