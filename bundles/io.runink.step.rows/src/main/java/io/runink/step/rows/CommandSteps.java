package io.runink.step.rows;

import io.runink.api.plugin.StepShape;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepPlugin;

/**
 * Says what a step is that a program does. The platform hosts it itself: the agent starts the
 * program behind walls of its own, and the slice speaks with it.
 */
@StepPlugin(
        name = "command",
        summary = "Hands its rows to a program in walls of its own, and yields what that answers.",
        shape = StepShape.DECLARED,
        parameters = {
            "run=texts:required:the program, which the herd must grant, and its arguments",
            "files=texts:optional:files of the workspace it may read, beside those it is run with",
            "wire=text:optional:arrow (the standard; an Arrow IPC stream) or jsonl"
        })
public final class CommandSteps implements StepFactory {

    @Override
    public String name() {
        return "command";
    }

    @Override
    public RowStep create(StepContext context) {
        throw new IllegalArgumentException("a program does this step, beside the slice");
    }
}
