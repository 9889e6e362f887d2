package io.runink.kernel;

import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Answers other processes of the same user over the home's socket. */
final class KernelServer implements AutoCloseable {

    /** How requests are executed: {@link FelixKernel#call}. */
    interface Executor {
        int call(String door, Map<String, Object> call);
    }

    /** Each holds a thread or two; a person and a script need far fewer. */
    static final int CONNECTIONS_MAX = 64;

    /** How long running commands may still work after a stop was asked for. */
    private static final long DRAIN_SECONDS_MAX = 10;

    private static final int INPUT_BYTES = 64 * 1024;

    private final Home home;
    private final ServerSocketChannel channel;
    private final Executor executor;
    private final Supplier<String> status;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<Thread> handlers = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    /**
     * Starts listening.
     *
     * @param status the answer to a request for it, a JSON document
     */
    KernelServer(Home home, Executor executor, Supplier<String> status) {
        this.home = home;
        this.executor = executor;
        this.status = status;
        this.channel = KernelSocket.listen(home);
        this.acceptor = Thread.ofPlatform().name("runink-socket").daemon().start(this::accept);
    }

    /** Waits until a client asks the kernel to stop, or {@link #stop} does. */
    void await() throws InterruptedException {
        stopping.await();
    }

    /** Lets {@link #await} return. */
    void stop() {
        stopping.countDown();
    }

    private void accept() {
        while (channel.isOpen()) {
            SocketChannel client;
            try {
                client = channel.accept();
            } catch (IOException e) {
                // Closed; or out of descriptors, and then a client's next attempt may be luckier.
                continue;
            }
            Thread.ofPlatform()
                    .name("runink-client")
                    .daemon()
                    .start(() -> {
                        handlers.add(Thread.currentThread());
                        try (Wire wire = new Wire(client)) {
                            serve(wire);
                        } finally {
                            handlers.remove(Thread.currentThread());
                        }
                    });
        }
    }

    private void serve(Wire wire) {
        PrintStream err = new WireOutput(wire, Wire.Kind.ERROR).printer();
        int exit;
        try {
            Wire.Frame frame = wire.receive();
            if (frame == null || frame.kind() != Wire.Kind.REQUEST) {
                return;
            }
            Request request = Request.decode(frame.payload());
            wire.send(Wire.Kind.TAKEN, new byte[0]);
            exit = answer(request, wire, err);
        } catch (RuninkException e) {
            e.problems().forEach(it -> err.println(it.text()));
            exit = e.exit().code();
        } catch (IOException e) {
            err.println(
                    KernelError.SERVER_LOST
                            .problem(
                                    "the server cannot read the request (" + Home.reason(e) + ")",
                                    "restart it with 'runi server restart', so that both are of"
                                            + " one version")
                            .text());
            exit = KernelError.SERVER_LOST.exit().code();
        } catch (RuntimeException | LinkageError e) {
            err.println(CrashLog.write(home, e).text());
            exit = KernelError.UNEXPECTED.exit().code();
        }
        err.flush();
        try {
            wire.exit(exit);
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private int answer(Request request, Wire wire, PrintStream err) throws IOException {
        return switch (request.kind()) {
            case STATUS -> {
                wire.send(Wire.Kind.OUTPUT, status.get().getBytes(StandardCharsets.UTF_8));
                yield 0;
            }
            case STOP -> {
                stop();
                yield 0;
            }
            case COMMAND, SHELL -> {
                if (handlers.size() > CONNECTIONS_MAX) {
                    throw KernelError.SERVER_BUSY.exception(
                            "the server already serves " + CONNECTIONS_MAX + " commands",
                            "wait until some have ended");
                }
                yield execute(request, wire, err);
            }
        };
    }

    private int execute(Request request, Wire wire, PrintStream err) throws IOException {
        PrintStream out = new WireOutput(wire, Wire.Kind.OUTPUT).printer();
        Map<String, Object> call = new HashMap<>();
        call.put(Doors.ARGUMENTS, request.arguments());
        call.put(Doors.DIRECTORY, request.directory());
        call.put(Doors.TERMINAL, request.terminal());
        call.put(Doors.TYPED, request.typed());
        call.put(Doors.OUTPUT, out);
        call.put(Doors.ERROR, err);
        Thread worker = Thread.currentThread();
        PipedOutputStream typed = new PipedOutputStream();
        try (InputStream in = new PipedInputStream(typed, INPUT_BYTES)) {
            call.put(Doors.INPUT, in);
            Thread.ofPlatform()
                    .name("runink-client-input")
                    .daemon()
                    .start(() -> listen(wire, typed, worker));
            int exit =
                    executor.call(
                            request.kind() == Request.Kind.SHELL ? Doors.SHELL : Doors.COMMAND,
                            call);
            out.flush();
            return exit;
        }
    }

    /** Passes input on; a client that closes (its user pressed Ctrl-C) interrupts the command. */
    private static void listen(Wire wire, PipedOutputStream typed, Thread worker) {
        try (typed) {
            for (Wire.Frame frame = wire.receive(); frame != null; frame = wire.receive()) {
                if (frame.kind() == Wire.Kind.INPUT) {
                    if (frame.payload().length == 0) {
                        typed.close();
                    } else {
                        typed.write(frame.payload());
                        typed.flush();
                    }
                }
            }
            worker.interrupt();
        } catch (IOException e) {
            // The command ended, or the client vanished: the worker finds out when it answers.
            worker.interrupt();
        }
    }

    /** Stops listening and lets running commands end, bounded in time. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(home.socket());
            acceptor.join(TimeUnit.SECONDS.toMillis(1));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS_MAX);
            for (Thread handler : handlers) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left > 0 && !handler.join(java.time.Duration.ofMillis(left))) {
                    handler.interrupt();
                }
            }
        } catch (IOException e) {
            // The next kernel removes the socket.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
