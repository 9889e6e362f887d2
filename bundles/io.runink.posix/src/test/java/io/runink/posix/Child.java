package io.runink.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The other process: reads the file that arrives over descriptor 3 and answers its content. */
final class Child {

    private static final int CHANNEL = 3;

    private Child() {}

    public static void main(String[] arguments) throws IOException {
        Received received = Posix.receive(CHANNEL, 1024).orElseThrow();
        try (FileInputStream in =
                new FileInputStream(Posix.adopt(received.descriptors().getFirst()))) {
            String question = new String(received.message(), StandardCharsets.UTF_8);
            String answer = question + new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Posix.send(CHANNEL, answer.getBytes(StandardCharsets.UTF_8), List.of(), 10_000);
        }
    }
}
