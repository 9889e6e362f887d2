package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.plugin.StepDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * A step of a plug-in with all that decides what it yields.
 *
 * @param step what its plug-in says of it
 * @param vertex where it stands
 * @param arguments what the scenario gives it
 * @param inputs contracts of what it takes, in order; at least one
 */
record StepCall(
        StepDescriptor step, Vertex vertex, StepArguments arguments, List<Contract> inputs) {

    StepCall {
        inputs = List.copyOf(inputs);
    }

    Contract input() {
        return inputs.getFirst();
    }

    /** A column of the first input, or a problem where it is named. */
    Optional<Field> column(Written name, ShapeCheck check) {
        return check.column(name, input());
    }

    /** What has no value in the tag stands where the tag does. */
    Written value(String parameter) {
        return arguments.values(parameter).getFirst();
    }
}
