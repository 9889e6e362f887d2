package io.runink.api.dag;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A vertex of a DAG. Names are unique in the DAG, kebab-case or as the scenario wrote them. */
public sealed interface Node {

    /** Unique in the DAG. */
    String name();

    /**
     * Reads a dataset.
     *
     * @param name of the node
     * @param uri as the scenario wrote it, {@code scheme://path}
     * @param contract what its rows promise
     * @param enforced whether the contract's rules are enforced here; false where the next step
     *     does
     */
    record Source(String name, String uri, String contract, boolean enforced) implements Node {
        public Source {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(uri, "uri is null");
            Objects.requireNonNull(contract, "contract is null");
        }
    }

    /**
     * Turns rows into rows.
     *
     * @param name as the scenario wrote it
     * @param work what it does
     * @param input contract of the rows it takes; of its first input where it has several, which
     *     come in the order of the DAG's edges
     * @param output contract of the rows it yields
     * @param enforced whether the output contract's rules are enforced on what it yields; false
     *     where the next step does so, and of a {@link Work.Mask}, whose output no longer holds
     *     what the rules held of: its rows are typed and go on as they are
     */
    record Step(String name, Work work, String input, String output, boolean enforced)
            implements Node {
        public Step {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(work, "work is null");
            Objects.requireNonNull(input, "input is null");
            Objects.requireNonNull(output, "output is null");
        }
    }

    /**
     * Writes a dataset.
     *
     * @param name of the node
     * @param uri as the scenario wrote it
     * @param contract what its rows promise
     */
    record Sink(String name, String uri, String contract) implements Node {
        public Sink {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(uri, "uri is null");
            Objects.requireNonNull(contract, "contract is null");
        }
    }

    /**
     * Writes the rows that others rejected.
     *
     * @param name of the node
     * @param uri as the scenario wrote it; null where the scenario has no dead-letter queue: rows
     *     are then counted and kept nowhere
     */
    record Dlq(String name, @Nullable String uri) implements Node {
        public Dlq {
            Objects.requireNonNull(name, "name is null");
        }
    }

    /** What a step does. */
    sealed interface Work {

        /**
         * Calls a function of the contract file for every row.
         *
         * @param javaClass binary name of the class that declares it
         * @param method its name
         * @param cardinality how many rows it makes of one: a {@code StepFunction.Cardinality}
         */
        record Call(
                String javaClass,
                String method,
                io.runink.api.contract.StepFunction.Cardinality cardinality)
                implements Work {}

        /**
         * Reads the JSON text in a column as rows of the output contract.
         *
         * @param column of the input contract
         */
        record Decode(String column) implements Work {}

        /** Passes rows on; the enforcement of its output contract is all it does. */
        record Validate() implements Work {}

        /**
         * Runs a step of a plug-in.
         *
         * @param step its name
         * @param parameters what the scenario gave it, every value as text, one or more each
         */
        record Plug(String step, SortedMap<String, List<String>> parameters) implements Work {
            public Plug {
                Objects.requireNonNull(step, "step is null");
                SortedMap<String, List<String>> copy = new TreeMap<>();
                parameters.forEach((key, values) -> copy.put(key, List.copyOf(values)));
                parameters = Collections.unmodifiableSortedMap(copy);
            }
        }

        /**
         * Masks the columns that their contract marks.
         *
         * @param columns of the input contract
         */
        record Mask(List<String> columns) implements Work {
            public Mask {
                columns = List.copyOf(columns);
            }
        }
    }
}
