package io.runink.observe;

import io.runink.api.command.KernelInfo;
import io.runink.api.error.RuninkException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint of a kernel that stays. A new port takes effect at once; the counts go on. */
@Component(
        service = ScrapeComponent.class,
        immediate = true,
        configurationPid = ScrapeComponent.PID)
@Designate(ocd = ScrapeComponent.Config.class)
public final class ScrapeComponent {

    static final String PID = "io.runink.observe";

    private static final Logger LOG = LoggerFactory.getLogger(ScrapeComponent.class);

    /** What can be configured; {@code $_$} stands for a hyphen. */
    @ObjectClassDefinition(name = "Metrics", description = "Prometheus endpoint of a server")
    @interface Config {
        @AttributeDefinition(
                name = "metrics-port",
                description =
                        "TCP port on 127.0.0.1, 0 for any; the one in use is in"
                                + " run/metrics.url of the home",
                min = "0",
                max = "65535")
        int metrics$_$port() default 9464;
    }

    private final @Nullable ScrapeEndpoint endpoint;

    @Activate
    public ScrapeComponent(
            @Reference KernelInfo kernel, @Reference MetricsComponent metrics, Config config) {
        endpoint =
                metrics.metrics().map(it -> open(config.metrics$_$port(), kernel, it)).orElse(null);
    }

    private static @Nullable ScrapeEndpoint open(int port, KernelInfo kernel, Metrics metrics) {
        try {
            ScrapeEndpoint opened =
                    ScrapeEndpoint.open(
                            port, kernel.home().resolve("run/metrics.url"), metrics::scrape);
            LOG.info("metrics are at {}", opened.url());
            return opened;
        } catch (RuninkException e) {
            LOG.error("{}", e.getMessage());
            return null;
        }
    }

    @Deactivate
    void stop() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
