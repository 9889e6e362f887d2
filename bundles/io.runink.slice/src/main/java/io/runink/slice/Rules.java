package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckResources;
import io.runink.spi.spill.SpillFile;
import java.util.ArrayList;
import java.util.List;

/** Gives the rules that a slice enforces their checks, and those their memory. */
final class Rules {

    private static final CheckResources RECORD =
            new CheckResources(SliceMemory.RECORD_CHECK_BYTES, Rules::none);

    /** It needs the rows of two contracts, so compiling made a step of it, behind this one. */
    private static final String HELD_BY_A_STEP = "references";

    private final SlicePlugins plugins;
    private final Keepers keepers;

    Rules(SlicePlugins plugins, Keepers keepers) {
        this.plugins = plugins;
        this.keepers = keepers;
    }

    /** A contract's rules, each with a check of its own, but for those that a step holds. */
    List<BoundRule> of(Contract contract) {
        List<BoundRule> bound = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            if (rule.kind().equals(HELD_BY_A_STEP)) {
                continue;
            }
            CheckFactory factory = plugins.check(rule.kind());
            List<Field> fields =
                    rule.columns().stream()
                            .map(c -> FieldPath.parse(c).in(contract.fields()).orElseThrow())
                            .toList();
            try {
                bound.add(
                        new BoundRule(
                                rule, factory.create(rule, fields, resources(rule.category()))));
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

    private CheckResources resources(RuleClass category) {
        return switch (category) {
            case RECORD -> RECORD;
            case KEYED_SET -> keepers.keyed();
            case DATASET -> new CheckResources(RECORD.memoryBytes(), keepers.spill());
        };
    }

    private static SpillFile none() {
        throw new IllegalStateException("a check of single rows keeps nothing");
    }
}
