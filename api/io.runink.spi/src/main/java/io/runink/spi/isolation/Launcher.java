package io.runink.spi.isolation;

import io.runink.api.herd.IsolationLevel;
import java.util.List;

/** Starts slices behind walls. The isolation room provides it. */
public interface Launcher {

    /** What this machine gives, found by trying it once; later calls answer from memory. */
    Capabilities capabilities();

    /** The parts that walls are made of here, each tried anew. */
    List<Capabilities.Mechanism> mechanisms();

    /**
     * Starts a process inside its walls.
     *
     * @throws io.runink.api.error.RuninkException if the machine cannot give the level, or the
     *     process does not start; nothing is left then
     */
    SliceProcess launch(LaunchSpec spec);

    /** The strongest level this machine gives. */
    default IsolationLevel strongest() {
        return capabilities().levels().getFirst().level();
    }
}
