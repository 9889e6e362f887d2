package io.runink.slice;

import aQute.bnd.annotation.spi.ServiceConsumer;
import io.runink.spi.exchange.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Where a slice's process begins. */
@ServiceConsumer(value = Exchange.class, resolution = "optional")
public final class SliceMain {

    /** The descriptor of the control channel: the first after the standard three. */
    private static final int CONTROL = 3;

    private SliceMain() {}

    /** Runs a slice on descriptor 3, with the plug-ins in the folder {@code runink.plugins}. */
    public static void main(String[] arguments) {
        int exit = run(CONTROL, Path.of(System.getProperty("runink.plugins", "/runink/plugins")));
        System.err.flush();
        // Ends at once: threads may still wait for streams whose other ends live on.
        Runtime.getRuntime().halt(exit);
    }

    /**
     * Runs a slice in this JVM.
     *
     * @param control the descriptor of its control channel
     * @param plugins the folder of its plug-ins
     * @return the exit code its process would have
     */
    public static int run(int control, Path plugins) {
        try {
            Exchange exchange =
                    ServiceLoader.load(Exchange.class, SliceMain.class.getClassLoader())
                            .findFirst()
                            .orElseThrow(() -> Grants.refused("there is no exchange"));
            return new SliceRuntime(
                            new PosixLink(control), () -> SlicePlugins.load(plugins), exchange)
                    .run();
        } catch (IOException | RuntimeException | Error e) {
            Failures.log("the slice cannot talk to its agent", e);
            return 1;
        }
    }
}
