package io.runink.kernel.plugin;

import io.runink.api.error.ExitStatus;
import io.runink.api.error.RuninkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** A console session: lines in, what Gogo answers out. */
final class ShellSession {

    private static final String PROMPT = "runink> ";

    private final CommandProcessor processor;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean typed;

    /**
     * @param typed whether somebody sits there who needs a prompt
     */
    ShellSession(
            CommandProcessor processor,
            InputStream in,
            PrintStream out,
            PrintStream err,
            boolean typed) {
        this.processor = processor;
        this.in = in;
        this.out = out;
        this.err = err;
        this.typed = typed;
    }

    /**
     * Executes the given commands, or, without any, the lines of the input.
     *
     * @return 0, or the status of the last command of a script that failed
     */
    int run(List<String> script) {
        try (CommandSession session = processor.createSession(in, out, err)) {
            // Unscoped names are looked for in these scopes, in this order.
            session.put("SCOPE", "runink:gogo:felix:*");
            if (!script.isEmpty()) {
                int exit = 0;
                for (String line : script) {
                    exit = Math.max(exit, execute(session, line));
                }
                return exit;
            }
            return converse(session);
        } catch (IOException e) {
            // The other side has gone: nobody reads the rest.
            return 0;
        }
    }

    private int converse(CommandSession session) throws IOException {
        if (typed) {
            out.println("Runink console. 'help' lists commands, 'exit' leaves.");
        }
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int exit = 0;
        while (true) {
            if (typed) {
                out.print(PROMPT);
                out.flush();
            }
            String line = reader.readLine();
            if (line == null || line.strip().equals("exit") || line.strip().equals("quit")) {
                return typed ? 0 : exit;
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                exit = Math.max(exit, execute(session, line));
            }
        }
    }

    private int execute(CommandSession session, String line) {
        try {
            Object result = session.execute(line);
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
            return 0;
        } catch (RuninkException e) {
            e.problems().forEach(it -> err.println(it.text()));
            return e.exit().code();
        } catch (Exception e) {
            // Gogo's own failures (no such command, wrong arguments) say what is wrong in a line.
            String message = e.getMessage();
            err.println(message == null ? e.getClass().getSimpleName() : message);
            return ExitStatus.BAD_INPUT.code();
        } finally {
            out.flush();
            err.flush();
        }
    }
}
