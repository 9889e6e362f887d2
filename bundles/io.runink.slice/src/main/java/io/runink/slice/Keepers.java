package io.runink.slice;

import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import io.runink.api.dag.Node.Work.Plug;
import io.runink.api.plan.Resources;
import io.runink.api.slice.Claim;
import io.runink.spi.contract.CheckResources;
import io.runink.spi.spill.Spill;

/** What keeps much from batch to batch: rules over keys, steps that spill. They share memory. */
final class Keepers {

    private final SlicePlugins plugins;
    private final Spill spill;
    private final Resources resources;
    private final int count;

    Keepers(Claim claim, SlicePlugins plugins, Spill spill) {
        this.plugins = plugins;
        this.spill = spill;
        this.resources = claim.slice().resources();
        int keepers = 0;
        for (String name : claim.slice().nodes()) {
            keepers += in(claim.dag(), claim.dag().node(name));
        }
        this.count = keepers;
    }

    private int in(Dag dag, Node node) {
        return switch (node) {
            case Node.Source source -> source.enforced() ? keyed(dag, source.contract()) : 0;
            case Node.Step step ->
                    (step.enforced() ? keyed(dag, step.output()) : 0)
                            + (step.work() instanceof Plug plug && spills(plug.step()) ? 1 : 0);
            case Node.Sink sink -> 0;
            case Node.Dlq dlq -> 0;
        };
    }

    private boolean spills(String step) {
        return !step.equals(Wiring.COMMAND) && plugins.spills(step);
    }

    private static int keyed(Dag dag, String contract) {
        return (int)
                dag.contract(contract).rules().stream()
                        .filter(r -> r.category() == RuleClass.KEYED_SET)
                        .count();
    }

    /** The slice's scratch space. */
    Spill spill() {
        return spill;
    }

    /** What a rule over keys may use. */
    CheckResources keyed() {
        return new CheckResources(SliceMemory.keyBytes(resources, count), spill);
    }

    /** What a step may hold. */
    long stepBytes(String step) {
        return plugins.spills(step)
                ? SliceMemory.stepBytes(resources, count)
                : SliceMemory.LIGHT_STEP_BYTES;
    }

    /** What the allocator must hold: batches, and what steps of plug-ins keep in it. */
    static long allocatorBytes(Claim claim) {
        Resources resources = claim.slice().resources();
        boolean plugged =
                claim.slice().nodes().stream()
                        .map(claim.dag()::node)
                        .anyMatch(it -> it instanceof Node.Step s && s.work() instanceof Plug);
        return SliceMemory.batchBytes(resources)
                + (plugged ? SliceMemory.stepBytes(resources, 1) : 0);
    }
}
