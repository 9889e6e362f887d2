package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.error.RuninkException;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A step of a plug-in at work: a stage for each of its inputs, and one output. */
final class PlugStep {

    private final String node;
    private final RowStep step;
    private final PlugOutput output;
    private final Tail tail;
    private final SelfTime time;
    private int open;

    private PlugStep(String node, RowStep step, PlugOutput output, Tail tail, SelfTime time) {
        this.node = node;
        this.step = step;
        this.output = output;
        this.tail = tail;
        this.time = time;
    }

    /** Something that a step does. */
    private interface Deed {
        void run() throws IOException;
    }

    /**
     * Makes a step ready.
     *
     * @param rejectors of its inputs, in order
     */
    static PlugStep create(
            StepFactory factory,
            StepContext context,
            List<Rejector> rejectors,
            int sources,
            Tail tail,
            SelfTime time) {
        RowStep step;
        try {
            step = factory.create(context);
        } catch (RuninkException | OutOfMemoryException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw SliceError.STEP_REFUSED.exception(
                    "step '" + context.node() + "' (" + factory.name() + "): " + e.getMessage(),
                    "correct the step in the scenario");
        } catch (RuntimeException | LinkageError e) {
            throw Failures.plugin("step '" + context.node() + "'", e);
        }
        Contract contract = context.output();
        PlugOutput output =
                new PlugOutput(
                        context.node(), contract, context.inputs(), rejectors, sources, tail);
        return new PlugStep(context.node(), step, output, tail, time);
    }

    /** Its inputs, in order. */
    List<Stage> inputs(int count) {
        open = count;
        return IntStream.range(0, count).<Stage>mapToObj(Input::new).toList();
    }

    private final class Input implements Stage {

        private final int index;

        Input(int index) {
            this.index = index;
        }

        @Override
        public void accept(VectorSchemaRoot batch) throws IOException {
            tail.counters().came(batch.getRowCount());
            guarded(() -> step.accept(index, batch, output));
        }

        @Override
        public void end() throws IOException {
            guarded(() -> step.end(index, output));
            open--;
            if (open == 0) {
                guarded(step::close);
                tail.end();
            }
        }
    }

    /** Does what the step does on its own account, and tells its failures from those behind it. */
    private void guarded(Deed deed) throws IOException {
        time.enter(tail.counters());
        try {
            deed.run();
            output.rethrow();
        } catch (RuninkException | OutOfMemoryException e) {
            output.rethrow();
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            output.rethrow();
            throw Failures.plugin("step '" + node + "'", e);
        } finally {
            time.leave();
        }
    }
}
