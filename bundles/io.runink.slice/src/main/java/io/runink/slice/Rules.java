package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import io.runink.api.slice.Claim;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckResources;
import io.runink.spi.spill.SpillFile;
import java.util.ArrayList;
import java.util.List;

/** Gives the rules that a slice enforces their checks, and those their memory. */
final class Rules {

    private final SlicePlugins plugins;
    private final long keyBytes;

    Rules(Claim claim, SlicePlugins plugins) {
        this.plugins = plugins;
        this.keyBytes = SliceMemory.keyBytes(claim.slice().resources(), keyed(claim));
    }

    /** A contract's rules, each with a check of its own. */
    List<BoundRule> of(Contract contract) {
        List<BoundRule> bound = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            if (rule.category() == RuleClass.DATASET) {
                throw SliceError.RULE_REFUSED.exception(
                        "rule '" + rule.id() + "' looks at a whole dataset, expected one on rows",
                        "leave the rule out of a contract that rows are held against");
            }
            CheckFactory factory = plugins.check(rule.kind());
            List<Field> fields =
                    rule.columns().stream().map(c -> contract.field(c).orElseThrow()).toList();
            try {
                bound.add(
                        new BoundRule(
                                rule,
                                factory.create(
                                        rule,
                                        fields,
                                        new CheckResources(
                                                rule.category() == RuleClass.KEYED_SET
                                                        ? keyBytes
                                                        : SliceMemory.RECORD_CHECK_BYTES,
                                                Rules::noScratchSpace))));
            } catch (IllegalArgumentException e) {
                throw SliceError.RULE_REFUSED.exception(
                        "rule '"
                                + rule.id()
                                + "' of contract '"
                                + contract.name()
                                + "': "
                                + e.getMessage(),
                        "correct the rule in the contract");
            }
        }
        return bound;
    }

    private static SpillFile noScratchSpace() {
        throw Grants.refused("the slice was granted no scratch space");
    }

    /** How many rules of the slice hold keys: they share the memory for them. */
    private static int keyed(Claim claim) {
        Dag dag = claim.dag();
        int count = 0;
        for (String name : claim.slice().nodes()) {
            String contract =
                    switch (dag.node(name)) {
                        case Node.Source source -> source.enforced() ? source.contract() : "";
                        case Node.Step step -> step.enforced() ? step.output() : "";
                        case Node.Sink sink -> "";
                        case Node.Dlq dlq -> "";
                    };
            if (!contract.isEmpty()) {
                count +=
                        (int)
                                dag.contract(contract).rules().stream()
                                        .filter(r -> r.category() == RuleClass.KEYED_SET)
                                        .count();
            }
        }
        return count;
    }
}
