package io.runink.cli;

import io.runink.api.barn.Barn;
import io.runink.api.command.KernelInfo;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Outcome;
import java.nio.file.Path;

/**
 * What a command works with.
 *
 * @param kernel where it runs
 * @param services what it may ask for
 * @param console where it speaks
 * @param folders what paths are relative to
 */
record Session(KernelInfo kernel, Services services, Console console, Folders folders) {

    DagCompiler compiler() {
        return services.need(DagCompiler.class);
    }

    Barn barn() {
        return services.need(Barn.class);
    }

    /** The value of an outcome, its warnings said. */
    <T> T value(Outcome<T> outcome) {
        T value = outcome.orThrow();
        if (outcome instanceof Outcome.Done<T> done) {
            console.warn(done.warnings());
        }
        return value;
    }

    /** The same kernel seen from another folder, which is its own workspace. */
    Session in(Path folder) {
        return new Session(kernel, services, console.aside(), new Folders(folder, folder));
    }
}
