package io.runink.agent;

import io.runink.api.command.KernelInfo;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugins;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.Launcher;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts slices that know nothing yet: parked, waiting for the claim that gives them their work.
 */
final class SliceStarter {

    private final KernelInfo kernel;
    private final Launcher launcher;
    private final Plugins plugins;
    private final AtomicLong started = new AtomicLong();

    SliceStarter(KernelInfo kernel, Launcher launcher, Plugins plugins) {
        this.kernel = kernel;
        this.launcher = launcher;
        this.plugins = plugins;
    }

    /**
     * A plug-in's jar, as it was when it was installed.
     *
     * @param plugin its bundle's name
     */
    record Jar(String plugin, String sha256, Path file) {}

    /**
     * What has to be equal for a parked slice to serve: it holds nothing of a herd or a run.
     *
     * @param jars what it can see, in order of their names
     */
    record Shape(IsolationLevel isolation, Resources resources, List<Jar> jars, boolean quick) {

        Shape {
            jars = List.copyOf(jars);
        }

        /** Names of the plug-ins that it can see. */
        List<String> plugins() {
            return jars.stream().map(Jar::plugin).toList();
        }
    }

    /** The shape that a planned slice needs now, with the plug-ins as they are installed now. */
    Shape shape(SlicePlan slice, IsolationLevel isolation, boolean quick) {
        return new Shape(
                isolation,
                // Scratch space comes with the claim.
                slice.resources().withScratch(0),
                plugins.installed().stream()
                        .filter(it -> slice.plugins().contains(it.name()))
                        .map(it -> new Jar(it.name(), it.sha256(), it.jar()))
                        .sorted(Comparator.comparing(Jar::plugin))
                        .toList(),
                quick);
    }

    /** A name that no other slice of this machine has. */
    String name() {
        return "runink-" + ProcessHandle.current().pid() + "-" + started.incrementAndGet();
    }

    /**
     * Starts a slice.
     *
     * @param name of its own
     * @param shape of it
     */
    SliceProcess start(String name, Shape shape) {
        Path lib = kernel.distribution().resolve("lib").resolve("slice");
        Path installed = kernel.home().resolve("plugins");
        try {
            if (shape.isolation() == IsolationLevel.NONE) {
                return InProcessSlice.start(name, lib, installed);
            }
            Path cache = kernel.distribution().resolve("lib").resolve("slice.aot");
            // A cache fits the paths it was made with: those inside a mount namespace.
            boolean cached =
                    shape.isolation().compareTo(IsolationLevel.SANDBOX) >= 0
                            && Files.isReadable(cache);
            Path java = Path.of(System.getProperty("java.home"));
            List<LaunchSpec.Bind> binds =
                    new ArrayList<>(
                            shape.isolation() == IsolationLevel.PROCESS
                                    ? SliceCommand.bareBinds(java, lib, installed)
                                    : SliceCommand.binds(
                                            java,
                                            lib,
                                            shape.jars().stream().map(Jar::file).toList()));
            if (cached) {
                binds.add(new LaunchSpec.Bind(cache, SliceCommand.CACHE));
            }
            Path logs = Files.createDirectories(kernel.home().resolve("logs"));
            return launcher.launch(
                    new LaunchSpec(
                            name,
                            shape.isolation(),
                            shape.resources(),
                            binds,
                            SliceCommand.of(shape.resources(), shape.quick(), cached),
                            logs.resolve("slices.log")));
        } catch (IOException e) {
            throw AgentError.DISTRIBUTION.exception(
                    "slice '"
                            + name
                            + "' cannot start: '"
                            + lib
                            + "' or '"
                            + kernel.home().resolve("logs")
                            + "' cannot be used",
                    "check the installation and the home's permissions");
        }
    }
}
