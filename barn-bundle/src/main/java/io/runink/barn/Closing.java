package io.runink.barn;

import java.io.IOException;
import java.util.Map;
import org.apache.ratis.server.RaftServer;

/**
 * Closes a Ratis server without its idle second: the log's thread looks up once a second whether it
 * shall end, and closing waits for it. Once closing waits, nothing is left to write, and an
 * interrupt ends that wait at once.
 */
final class Closing {

    private static final String LOG_THREAD = "-SegmentedRaftLogWorker";
    private static final int LOOKS = 1000;
    private static final int LOOK_MILLIS = 10;

    private Closing() {}

    /** Closes, and waits until it is done, at most ten seconds. */
    static void close(RaftServer server) throws IOException {
        IOException[] failed = new IOException[1];
        Thread closing =
                Thread.ofPlatform()
                        .name("barn-close")
                        .daemon()
                        .start(() -> {
                            try {
                                server.close();
                            } catch (IOException e) {
                                failed[0] = e;
                            }
                        });
        try {
            for (int i = 0;
                    i < LOOKS && !closing.join(java.time.Duration.ofMillis(LOOK_MILLIS));
                    i++) {
                interruptIdleLog();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failed[0] != null) {
            throw failed[0];
        }
    }

    private static void interruptIdleLog() {
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
        for (Map.Entry<Thread, StackTraceElement[]> each : threads.entrySet()) {
            Thread thread = each.getKey();
            if (thread.getName().endsWith(LOG_THREAD)
                    && Closing.class.getClassLoader().equals(thread.getContextClassLoader())
                    && thread.getState() == Thread.State.TIMED_WAITING
                    && threads.values().stream().anyMatch(Closing::waitsForLog)) {
                thread.interrupt();
            }
        }
    }

    private static boolean waitsForLog(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals("close")
                    && frame.getClassName().endsWith(".SegmentedRaftLogWorker")) {
                return true;
            }
        }
        return false;
    }
}
