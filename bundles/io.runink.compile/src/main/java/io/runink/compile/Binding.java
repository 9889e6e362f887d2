package io.runink.compile;

import io.runink.api.dag.Node;
import io.runink.api.plugin.StepDescriptor;

/** What a step name means. */
sealed interface Binding {

    /** In words, with its place. */
    String how();

    /** A step of the contract files: it takes and yields rows of certain contracts. */
    record Declared(Node.Work work, String input, String output, String how) implements Binding {}

    /**
     * A step of a plug-in: what it yields follows from what it takes.
     *
     * @param arguments what the tag gives it, held against what the plug-in declares
     */
    record Plugged(StepDescriptor step, StepArguments arguments) implements Binding {
        @Override
        public String how() {
            return "'" + step.name() + "' of the plug-in " + step.plugin();
        }
    }
}
