package io.runink.slice;

import io.runink.api.slice.SliceMessage;
import io.runink.json.Json;
import io.runink.posix.Posix;
import io.runink.spi.exchange.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * Does once what slices do, so that the JVM learns which classes to keep ready in its AOT cache.
 * Run when a distribution is installed; never in a slice.
 */
public final class SliceTraining {

    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    /** To read a first expression is the slowest thing that a slice does. */
    private static final String CONDITION = "amount * 2 > 1.5 && id.size() < 9";

    private SliceTraining() {}

    /** Trains: a slice that nobody claims, then the whole way of rows in every form. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        Path plugins = Path.of(System.getProperty("runink.plugins", "/runink/plugins"));
        int[] ends = Posix.datagramPair();
        Thread slice = Thread.ofPlatform().start(() -> SliceMain.run(ends[1], plugins));
        SliceMessage said;
        do {
            byte[] message = Posix.receive(ends[0], MESSAGE_BYTES_MAX).orElseThrow().message();
            said = Json.read(message, SliceMessage.class);
        } while (!(said instanceof SliceMessage.Parked));
        Posix.close(ends[0]);
        slice.join();
        SlicePlugins loaded = SlicePlugins.load(plugins);
        Exchange exchange = ServiceLoader.load(Exchange.class).findFirst().orElseThrow();
        for (String scheme : loaded.schemes()) {
            new Rehearsal(loaded, exchange).play(scheme, CONDITION);
        }
    }
}
