package io.runink.barn;

import io.runink.api.command.KernelInfo;
import io.runink.api.error.RuninkException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the Barn beside the framework's start, and lets {@link BarnService} appear once it answers,
 * or once it is known why it will not.
 */
@Component(service = BarnNode.class, immediate = true)
public final class BarnNode {

    private static final Logger LOG = LoggerFactory.getLogger(BarnNode.class);

    /** What opening came to. */
    private sealed interface Opened {
        record Open(RaftBarn barn) implements Opened {}

        record Refused(RuninkException reason) implements Opened {}
    }

    private final Path folder;
    private final ComponentContext context;
    private final Thread opening;
    private @Nullable Opened opened;
    private boolean stopped;

    @Activate
    public BarnNode(@Reference KernelInfo kernel, ComponentContext context) {
        this.folder = kernel.home().resolve("barn");
        this.context = context;
        this.opening = Thread.ofPlatform().name("barn-start").daemon().unstarted(this::open);
        opening.start();
    }

    private void open() {
        long begin = System.nanoTime();
        Opened result;
        try {
            result = new Opened.Open(RaftBarn.open(folder));
            LOG.info(
                    "the Barn answers after {} ms",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (RuninkException e) {
            LOG.error("{}", e.getMessage());
            result = new Opened.Refused(e);
        } catch (RuntimeException | LinkageError e) {
            result = new Opened.Refused(Failures.ofStart(folder, e));
            LOG.error("the Barn in '{}' cannot start", folder, e);
        }
        synchronized (this) {
            if (!stopped) {
                opened = result;
                context.enableComponent(BarnService.NAME);
                return;
            }
        }
        if (result instanceof Opened.Open(RaftBarn barn)) {
            barn.close();
        }
    }

    /** The open Barn; thrown instead, the reason why there is none. */
    RaftBarn barn() {
        Opened now;
        synchronized (this) {
            now = opened;
        }
        return switch (now) {
            case Opened.Open(RaftBarn barn) -> barn;
            case Opened.Refused(RuninkException reason) -> throw reason;
            case null ->
                    throw BarnError.NO_ANSWER.exception(
                            "the Barn still starts", "nothing was changed; try again");
        };
    }

    @Deactivate
    void stop() throws InterruptedException {
        Opened end;
        synchronized (this) {
            stopped = true;
            end = opened;
            opened = null;
        }
        if (end instanceof Opened.Open(RaftBarn barn)) {
            barn.close();
        } else {
            // Whoever still opens sees that it is not wanted any more, and closes what it opened.
            opening.join(TimeUnit.SECONDS.toMillis(10));
        }
    }
}
