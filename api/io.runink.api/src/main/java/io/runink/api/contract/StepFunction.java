package io.runink.api.contract;

import java.util.Objects;

/**
 * A static method of a contract file that a scenario can name as a step.
 *
 * @param step the step name
 * @param javaClass binary name of the declaring class
 * @param method the method's name
 * @param input the {@link Contract#name()} of the row it takes
 * @param output the {@link Contract#name()} of the rows it returns
 * @param cardinality how many rows it returns for one
 * @param sentence the Cucumber expression that means this step; empty for none
 */
public record StepFunction(
        String step,
        String javaClass,
        String method,
        String input,
        String output,
        Cardinality cardinality,
        String sentence) {

    /** How many rows a function makes of one. */
    public enum Cardinality {
        /** Exactly one. */
        ONE,
        /** An {@code Optional}: one, or none, which counts as filtered. */
        OPTIONAL,
        /** A {@code List}: any number; none counts as filtered. */
        LIST
    }

    public StepFunction {
        Objects.requireNonNull(step, "step is null");
        Objects.requireNonNull(javaClass, "javaClass is null");
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(input, "input is null");
        Objects.requireNonNull(output, "output is null");
        Objects.requireNonNull(cardinality, "cardinality is null");
        Objects.requireNonNull(sentence, "sentence is null");
    }

    /** A function that no sentence means. */
    public StepFunction(
            String step,
            String javaClass,
            String method,
            String input,
            String output,
            Cardinality cardinality) {
        this(step, javaClass, method, input, output, cardinality, "");
    }
}
