package io.runink.agent;

import io.runink.posix.Posix;
import io.runink.spi.isolation.ControlChannel;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A slice at level {@code none}: the same runtime, in a thread of the kernel's JVM, from a class
 * loader of its own. For tests; nothing walls it in, and killing it only closes its channel.
 */
final class InProcessSlice implements SliceProcess {

    private final ControlChannel control;
    private final CompletableFuture<SliceExit> exit = new CompletableFuture<>();

    private InProcessSlice(ControlChannel control) {
        this.control = control;
    }

    /**
     * Starts one.
     *
     * @param lib the folder of the runtime's jars
     * @param plugins the folder of the plug-ins' jars
     */
    static InProcessSlice start(String name, Path lib, Path plugins) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
        }
        URLClassLoader loader =
                new URLClassLoader(
                        "slice-" + name,
                        urls.toArray(URL[]::new),
                        ClassLoader.getPlatformClassLoader());
        SeqPacketChannel.Pair pair = SeqPacketChannel.pair();
        InProcessSlice slice = new InProcessSlice(pair.agent());
        Thread thread =
                new Thread(() -> slice.run(loader, pair.descriptor(), plugins), "slice-" + name);
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        thread.start();
        return slice;
    }

    private void run(URLClassLoader loader, int descriptor, Path plugins) {
        int status = 70;
        try (loader) {
            Object code =
                    loader.loadClass("io.runink.slice.SliceMain")
                            .getMethod("run", int.class, Path.class)
                            .invoke(null, descriptor, plugins);
            status = code instanceof Integer number ? number : status;
        } catch (ReflectiveOperationException | IOException e) {
            // The runtime says over its channel what went wrong; the status says that it did.
            status = 70;
        } finally {
            exit.complete(new SliceExit(status, 0, false, 0));
        }
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public long uid() {
        return Posix.uid();
    }

    @Override
    public ControlChannel control() {
        return control;
    }

    @Override
    public CompletableFuture<SliceExit> exit() {
        return exit;
    }

    @Override
    public void kill() {
        control.close();
    }

    @Override
    public void close() {
        control.close();
    }
}
