import io.runink.api.Contract;
import io.runink.api.Required;
import io.runink.api.Step;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A step that tries to leave its slice, for the acceptance tests. */
final class Escape {

    private Escape() {}

    @Contract(id = "attempt", version = "1.0.0")
    record Attempt(@Required String what) {}

    @Contract(id = "outcome", version = "1.0.0")
    record Outcome(@Required String what, @Required String result) {}

    @Step("TryIt")
    static Outcome tryIt(Attempt attempt) {
        return new Outcome(attempt.what(), attempt(attempt.what()));
    }

    private static String attempt(String what) {
        String argument = what.substring(what.indexOf(':') + 1);
        try {
            return switch (what.substring(0, what.indexOf(':'))) {
                case "read" -> "read " + Files.readAllBytes(Path.of(argument)).length;
                case "list" -> "listed " + count(Path.of(argument));
                case "write" -> "wrote " + Files.writeString(Path.of(argument), "x");
                case "connect" -> connect(argument);
                case "environment" -> "variables " + System.getenv().keySet();
                case "processes" -> "processes " + processes();
                case "run" -> "ran " + new ProcessBuilder(argument).start().waitFor();
                case "hog" -> "held " + hog();
                default -> "no such attempt";
            };
        } catch (IOException e) {
            return "refused";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    private static long count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private static long processes() throws IOException {
        try (var files = Files.list(Path.of("/proc"))) {
            return files.filter(it -> it.getFileName().toString().matches("[0-9]+")).count();
        }
    }

    private static String connect(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            address.substring(0, colon),
                            Integer.parseInt(address.substring(colon + 1))),
                    2_000);
            return "connected";
        }
    }

    private static int hog() {
        List<byte[]> held = new ArrayList<>();
        while (true) {
            held.add(new byte[1 << 20]);
        }
    }
}
