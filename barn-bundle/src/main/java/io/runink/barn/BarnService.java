package io.runink.barn;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The Barn as a service. {@link BarnNode} enables it; a Barn that cannot start appears too, and
 * answers every call with the reason, which is what a user has to see.
 */
@Component(service = Barn.class, name = BarnService.NAME, enabled = false)
public final class BarnService implements Barn {

    static final String NAME = "io.runink.barn.service";

    private final BarnNode node;

    @Activate
    public BarnService(@Reference BarnNode node) {
        this.node = node;
    }

    @Override
    public long submit(BarnCommand command) {
        return node.barn().submit(command);
    }

    @Override
    public BarnImage image() {
        return node.barn().image();
    }

    @Override
    public Watch watch(long after, Consumer<Change> listener) {
        return node.barn().watch(after, listener);
    }
}
