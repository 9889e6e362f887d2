package io.runink.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/** A running framework with the distribution's bundles in it. */
final class FelixKernel implements AutoCloseable {

    /** On an idle machine doors open within a second; a laden one must not make commands fail. */
    private static final long DOOR_SECONDS_MAX = 30;

    /** The Barn closes within a second; what takes longer is left to the process's end. */
    private static final long STOP_SECONDS_MAX = 10;

    private final Framework framework;
    private final List<String> failures = new ArrayList<>();

    private FelixKernel(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts a framework. The caller holds the home's lock.
     *
     * @param server whether it stays after one command
     */
    static FelixKernel boot(Home home, Distribution distribution, boolean server) {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow(() ->
                                KernelError.DISTRIBUTION.exception(
                                        "no OSGi framework is in lib/kernel",
                                        "install Runink again"));
        Framework framework = factory.newFramework(settings(home, distribution, server));
        FelixKernel kernel = new FelixKernel(framework);
        try {
            framework.init();
            kernel.install(distribution);
            framework.start();
        } catch (BundleException e) {
            throw new IllegalStateException("the framework does not start", e);
        }
        return kernel;
    }

    private static Map<String, String> settings(
            Home home, Distribution distribution, boolean server) {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.cache().toString());
        // Bundles are installed by reference, so there is little to keep, and a cache that a crash
        // left half-written cannot hurt.
        settings.put(
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(
                Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                Integer.toString(Distribution.LEVEL_LAST));
        settings.put("felix.log.level", "1");
        settings.put("felix.cm.dir", home.config().toString());
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
        settings.put(Doors.HOME, home.path().toString());
        settings.put(Doors.DISTRIBUTION, distribution.root().toString());
        settings.put(Doors.SERVER, Boolean.toString(server));
        return settings;
    }

    private void install(Distribution distribution) {
        BundleContext context = framework.getBundleContext();
        for (Distribution.Part part : distribution.parts()) {
            try {
                Bundle bundle = context.installBundle("reference:" + part.jar().toUri());
                bundle.adapt(BundleStartLevel.class).setStartLevel(part.level());
                boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
                if (!fragment) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
            } catch (BundleException e) {
                failures.add(part.jar().getFileName() + ": " + e.getMessage());
            }
        }
    }

    /**
     * Executes a command, or a console session, once its door is open.
     *
     * @param door {@link Doors#COMMAND} or {@link Doors#SHELL}
     * @param call what to do, keyed by the constants of {@link Doors}
     * @return the exit status
     */
    int call(String door, Map<String, Object> call) {
        // What is registered under a door's name is what Doors says of it.
        @SuppressWarnings("unchecked")
        ToIntFunction<Map<String, Object>> function =
                open(door, ToIntFunction.class, DOOR_SECONDS_MAX);
        return function.applyAsInt(call);
    }

    private <T> T open(String door, Class<T> type, long seconds) {
        BundleContext context = framework.getBundleContext();
        ServiceTracker<T, T> tracker;
        try {
            String filter =
                    "(&("
                            + Constants.OBJECTCLASS
                            + "="
                            + type.getName()
                            + ")("
                            + Doors.PROPERTY
                            + "="
                            + door
                            + "))";
            tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter(filter), null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        tracker.open();
        try {
            T service = tracker.waitForService(TimeUnit.SECONDS.toMillis(seconds));
            if (service != null) {
                return service;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tracker.close();
        }
        throw KernelError.SERVICES.exception(
                "the kernel's service '"
                        + door
                        + "' did not appear within "
                        + seconds
                        + " s ("
                        + String.join("; ", diagnosis())
                        + ")",
                "report this with the files in the home's folder logs");
    }

    /** What did not start, and why. */
    private List<String> diagnosis() {
        List<String> missing = new ArrayList<>(failures);
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            if (bundle.getState() != Bundle.ACTIVE
                    && bundle.getState() != Bundle.STARTING
                    && !fragment) {
                missing.add(bundle.getSymbolicName() + ": " + reason(bundle));
            }
        }
        try {
            var references =
                    framework
                            .getBundleContext()
                            .getServiceReferences(
                                    Supplier.class.getName(),
                                    "(" + Doors.PROPERTY + "=" + Doors.DIAGNOSIS + ")");
            if (references != null) {
                for (var reference : references) {
                    Object service = framework.getBundleContext().getService(reference);
                    if (service instanceof Supplier<?> it && it.get() instanceof List<?> lines) {
                        lines.forEach(line -> missing.add(String.valueOf(line)));
                    }
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return missing;
    }

    /** Why a bundle is not started: starting it again says so. */
    private static String reason(Bundle bundle) {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            return "not started in time";
        } catch (BundleException e) {
            return String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    /** Stops the framework, bounded in time. */
    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(STOP_SECONDS_MAX));
        } catch (BundleException e) {
            throw new IllegalStateException("the framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
