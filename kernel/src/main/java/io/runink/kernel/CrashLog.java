package io.runink.kernel;

import io.runink.api.error.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where a defect's stack trace goes: users see a sentence and the path of the file. */
final class CrashLog {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private CrashLog() {}

    /** Writes the trace into the home's logs and answers the problem to show. */
    static Problem write(Home home, Throwable defect) {
        Path file =
                home.logs()
                        .resolve(
                                "crash-"
                                        + STAMP.format(Instant.now())
                                        + "-"
                                        + ProcessHandle.current().pid()
                                        + ".log");
        String what = defect.getClass().getSimpleName();
        try {
            Files.createDirectories(home.logs());
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
                defect.printStackTrace(writer);
            }
        } catch (IOException e) {
            return KernelError.UNEXPECTED.problem(
                    "a defect of Runink ("
                            + what
                            + "), and its log '"
                            + file
                            + "' cannot be written ("
                            + Home.reason(e)
                            + ")",
                    "check the disk and the home's owner, and try again");
        }
        return KernelError.UNEXPECTED.problem(
                "a defect of Runink (" + what + "), logged in '" + file + "'",
                "report it with that file; the command may be tried again");
    }
}
