package io.runink.slice;

import aQute.bnd.annotation.spi.ServiceConsumer;
import io.runink.api.error.RuninkException;
import io.runink.spi.connector.Connector;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plug-ins of a slice: modules of a layer of their own, one loader each, where the slice is a
 * module; loaders of class paths where it is not.
 */
@ServiceConsumer(value = Connector.class, resolution = "optional")
@ServiceConsumer(value = CheckFactory.class, resolution = "optional")
@ServiceConsumer(value = StepFactory.class, resolution = "optional")
final class SlicePlugins {

    private final Map<String, Provided<Connector>> connectors = new HashMap<>();
    private final Map<String, Provided<CheckFactory>> checks = new HashMap<>();
    private final Map<String, Provided<StepFactory>> steps = new HashMap<>();

    /**
     * A service with the plug-in it came from.
     *
     * @param service what the plug-in provides
     * @param plugin the bundle's name
     */
    record Provided<T>(T service, String plugin) {}

    private SlicePlugins() {}

    /** Loads every jar of a folder. */
    static SlicePlugins load(Path folder) {
        SlicePlugins plugins = new SlicePlugins();
        try {
            if (SlicePlugins.class.getModule().isNamed()) {
                plugins.loadLayer(folder);
            } else {
                plugins.loadClassPaths(folder);
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw Failures.plugin("a plug-in of the slice", e);
        }
        return plugins;
    }

    /** Plug-ins that are at hand already, for tests. */
    static SlicePlugins of(
            List<Connector> connectors, List<CheckFactory> checks, List<StepFactory> steps) {
        SlicePlugins plugins = new SlicePlugins();
        steps.forEach(s -> plugins.steps.put(s.name(), new Provided<>(s, "test")));
        connectors.forEach(c -> plugins.connectors.put(c.scheme(), new Provided<>(c, "test")));
        checks.forEach(c -> plugins.checks.put(c.kind(), new Provided<>(c, "test")));
        return plugins;
    }

    /** These, and one connector more. */
    SlicePlugins with(Connector connector) {
        SlicePlugins plugins = new SlicePlugins();
        plugins.connectors.putAll(connectors);
        plugins.checks.putAll(checks);
        plugins.steps.putAll(steps);
        plugins.connectors.put(connector.scheme(), new Provided<>(connector, ""));
        return plugins;
    }

    /** The schemes that have a connector, in alphabetical order. */
    SortedSet<String> schemes() {
        return new TreeSet<>(connectors.keySet());
    }

    /** Whether a kind of check is here. */
    boolean checks(String kind) {
        return checks.containsKey(kind);
    }

    private void loadLayer(Path folder) {
        ModuleFinder finder = ModuleFinder.of(jars(folder).toArray(Path[]::new));
        Set<String> names =
                finder.findAll().stream()
                        .map(found -> found.descriptor().name())
                        .collect(Collectors.toSet());
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(finder, ModuleFinder.of(), names);
        ModuleLayer layer =
                boot.defineModulesWithManyLoaders(
                        configuration, SlicePlugins.class.getClassLoader());
        collect(ServiceLoader.load(layer, Connector.class), CONNECTOR_KEY, connectors::put);
        collect(ServiceLoader.load(layer, CheckFactory.class), CHECK_KEY, checks::put);
        collect(ServiceLoader.load(layer, StepFactory.class), STEP_KEY, steps::put);
    }

    private static final Function<Connector, String> CONNECTOR_KEY = Connector::scheme;
    private static final Function<CheckFactory, String> CHECK_KEY = CheckFactory::kind;
    private static final Function<StepFactory, String> STEP_KEY = StepFactory::name;

    private static <T> void collect(
            ServiceLoader<T> services,
            Function<T, String> key,
            BiConsumer<String, Provided<T>> into) {
        for (T service : services) {
            String plugin = service.getClass().getModule().getName();
            into.accept(key.apply(service), new Provided<>(service, plugin));
        }
    }

    private void loadClassPaths(Path folder) {
        ClassLoader parent = SlicePlugins.class.getClassLoader();
        for (Path jar : jars(folder)) {
            String plugin = symbolicName(jar);
            // Not closed: its classes are needed until the slice ends.
            URLClassLoader loader = new URLClassLoader(plugin, new URL[] {url(jar)}, parent);
            collectOwn(
                    ServiceLoader.load(Connector.class, loader),
                    loader,
                    plugin,
                    connectors,
                    CONNECTOR_KEY);
            collectOwn(
                    ServiceLoader.load(CheckFactory.class, loader),
                    loader,
                    plugin,
                    checks,
                    CHECK_KEY);
            collectOwn(
                    ServiceLoader.load(StepFactory.class, loader), loader, plugin, steps, STEP_KEY);
        }
    }

    /** Takes what a loader defines itself; what its parent defines is another plug-in's. */
    private static <T> void collectOwn(
            ServiceLoader<T> services,
            ClassLoader loader,
            String plugin,
            Map<String, Provided<T>> into,
            Function<T, String> key) {
        for (T service : services) {
            if (loader.equals(service.getClass().getClassLoader())) {
                into.put(key.apply(service), new Provided<>(service, plugin));
            }
        }
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            // A slice that masks, or speaks with a program, needs none.
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw Failures.input(folder.toString(), e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String symbolicName(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            String name =
                    file.getManifest() == null
                            ? null
                            : file.getManifest()
                                    .getMainAttributes()
                                    .getValue("Bundle-SymbolicName");
            return name == null ? jar.getFileName().toString() : name.split(";", 2)[0].strip();
        } catch (IOException e) {
            throw Failures.input(jar.toString(), e);
        }
    }

    /** The connector of a scheme. */
    Provided<Connector> connector(String scheme) {
        Provided<Connector> found = connectors.get(scheme);
        if (found == null) {
            throw missing(
                    SliceError.CONNECTOR_MISSING,
                    "scheme '" + scheme + "' has no connector in the slice");
        }
        return found;
    }

    /** The factory of a kind of check. */
    CheckFactory check(String kind) {
        Provided<CheckFactory> found = checks.get(kind);
        if (found == null) {
            throw missing(
                    SliceError.CHECK_MISSING, "kind '" + kind + "' has no check in the slice");
        }
        return found.service();
    }

    /** The factory of a step. */
    StepFactory step(String name) {
        Provided<StepFactory> found = steps.get(name);
        if (found == null) {
            throw missing(SliceError.STEP_MISSING, "step '" + name + "' is not in the slice");
        }
        return found.service();
    }

    /** Whether a step says that it may need scratch space; one that says nothing may. */
    boolean spills(String name) {
        StepPlugin said = step(name).getClass().getAnnotation(StepPlugin.class);
        return said == null || said.spills();
    }

    private static RuninkException missing(SliceError error, String found) {
        return error.exception(
                found + ", expected a plug-in that provides it",
                "install the plug-in, then run again");
    }
}
