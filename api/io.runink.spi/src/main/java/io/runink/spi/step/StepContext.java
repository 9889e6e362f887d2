package io.runink.spi.step;

import io.runink.api.contract.Contract;
import io.runink.spi.spill.Spill;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What a step is given.
 *
 * @param node its node's name, for messages and rule ids
 * @param parameters what the scenario gave it, every value as text; checked by the compiler against
 *     its {@link StepPlugin#parameters}
 * @param inputs contracts of its inputs, in order
 * @param output contract of what it yields: its columns, in their order
 * @param memoryBytes what it may hold at most on the heap or in the allocator
 * @param spill space for what is more, if its plug-in says that it spills
 * @param allocator for batches
 */
public record StepContext(
        String node,
        SortedMap<String, List<String>> parameters,
        List<Contract> inputs,
        Contract output,
        long memoryBytes,
        Spill spill,
        BufferAllocator allocator) {

    public StepContext {
        Objects.requireNonNull(node, "node is null");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(output, "output is null");
        Objects.requireNonNull(spill, "spill is null");
        Objects.requireNonNull(allocator, "allocator is null");
    }
}
