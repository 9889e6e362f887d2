package io.runink.kernel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks of a running kernel.
 *
 * @param kind what
 * @param arguments of a command, or the script of a shell (none: standard input)
 * @param directory where it was typed, absolute
 * @param typed whether standard input is a terminal
 * @param terminal whether standard error is a terminal
 */
record Request(Kind kind, List<String> arguments, Path directory, boolean typed, boolean terminal) {

    enum Kind {
        COMMAND,
        SHELL,
        /** Answers with the kernel's status as JSON. */
        STATUS,
        STOP
    }

    /** The protocol's name and version: another version refuses instead of misreading. */
    private static final int MAGIC = 0x524E4B01;

    private static final int ARGUMENTS_MAX = 10_000;

    Request {
        arguments = List.copyOf(arguments);
    }

    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            write(out, kind.name());
            out.writeBoolean(typed);
            out.writeBoolean(terminal);
            write(out, directory.toString());
            out.writeInt(arguments.size());
            for (String argument : arguments) {
                write(out, argument);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Request decode(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("another version of the protocol");
        }
        String kind = read(in);
        boolean typed = in.readBoolean();
        boolean terminal = in.readBoolean();
        Path directory = Path.of(read(in));
        int count = in.readInt();
        if (count < 0 || count > ARGUMENTS_MAX) {
            throw new IOException("a request with " + count + " arguments");
        }
        List<String> arguments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            arguments.add(read(in));
        }
        return new Request(kind(kind), arguments, directory, typed, terminal);
    }

    private static Kind kind(String name) throws IOException {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new IOException("a request of kind '" + name + "'");
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
