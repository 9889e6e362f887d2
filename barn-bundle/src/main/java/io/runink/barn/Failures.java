package io.runink.barn;

import io.runink.api.error.RuninkException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says in our words why Ratis could not do its work. */
final class Failures {

    /** Causes looked at; a longer chain is a loop. */
    private static final int DEPTH = 16;

    private Failures() {}

    /** Why the Barn of a folder does not start. */
    static RuninkException ofStart(Path folder, Throwable cause) {
        RuninkException coded = coded(cause);
        if (coded != null) {
            return coded;
        }
        if (cause instanceof TimeoutException) {
            return new RuninkException(
                    BarnError.NO_ANSWER.problem(
                            "the Barn in '" + folder + "' did not elect a leader in time",
                            "see whether the disk or the machine is overloaded, then try again"),
                    cause);
        }
        if (damaged(cause)) {
            return new RuninkException(
                    BarnError.DAMAGED.problem(
                            "the log in '" + folder + "' is damaged: " + reason(cause),
                            "restore the folder from a copy; nothing was changed"),
                    cause);
        }
        return new RuninkException(
                BarnError.CANNOT_START.problem(
                        "the Barn in '" + folder + "' cannot start: " + reason(cause),
                        "see whether the folder can be written and the disk has room"),
                cause);
    }

    /** Another process holds the folder. */
    static RuninkException held(Path folder) {
        return BarnError.CANNOT_START.exception(
                "the Barn in '" + folder + "' is held by another process",
                "wait until the other command has ended, or use its server");
    }

    /** A command or read that was not answered. */
    static RuninkException unanswered(String what, Throwable cause) {
        RuninkException coded = coded(cause);
        return coded != null
                ? coded
                : new RuninkException(
                        BarnError.NO_ANSWER.problem(
                                what + " was not answered: " + reason(cause),
                                "it may have taken effect: look before you repeat it"),
                        cause);
    }

    private static @Nullable RuninkException coded(Throwable cause) {
        Throwable at = cause;
        for (int i = 0; i < DEPTH && at != null; i++, at = at.getCause()) {
            if (at instanceof RuninkException found) {
                return found;
            }
        }
        return null;
    }

    private static boolean damaged(Throwable cause) {
        Throwable at = cause;
        for (int i = 0; i < DEPTH && at != null; i++, at = at.getCause()) {
            String name = at.getClass().getSimpleName();
            // Ratis throws bare exceptions for a damaged log: these names, or these words.
            if (name.equals("ChecksumException")
                    || name.equals("CorruptedFileException")
                    || String.valueOf(at.getMessage()).contains("segment file")
                    || String.valueOf(at.getMessage()).contains("gap between entry")
                    || String.valueOf(at.getMessage()).contains("after the terminator")) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable cause) {
        Throwable at = cause;
        for (int i = 0; i < DEPTH && at.getCause() != null; i++) {
            at = at.getCause();
        }
        String message = at.getMessage();
        return message == null ? at.getClass().getSimpleName() : message;
    }
}
