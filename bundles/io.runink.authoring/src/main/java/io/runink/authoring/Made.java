package io.runink.authoring;

import io.runink.api.contract.Action;
import io.runink.api.contract.Budget;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import io.runink.api.error.Location;
import io.runink.api.plugin.CheckDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule, with where it comes from.
 *
 * @param rule with the action that is standard for it
 * @param check what executes it
 * @param annotation the qualified name of what made it; empty if the type did
 * @param spot the way to what it is on; null for one on the record
 * @param place of the annotation
 */
record Made(
        Rule rule,
        CheckDescriptor check,
        String annotation,
        @Nullable FieldPath spot,
        Location place) {

    /** A rule on one spot. */
    static Made on(
            Spot spot,
            String name,
            CheckDescriptor check,
            SortedMap<String, List<String>> parameters,
            String annotation,
            Location place) {
        String path = spot.path().toString();
        Rule rule =
                new Rule(
                        path + "." + name,
                        name,
                        check.kind(),
                        check.category(),
                        List.of(path),
                        parameters,
                        standard(check),
                        null);
        return new Made(rule, check, annotation, spot.path(), place);
    }

    /** What a rule of a check does unless the contract says otherwise. */
    static Action standard(CheckDescriptor check) {
        Action usual = Action.standard(check.category());
        return check.legal().contains(usual)
                ? usual
                : check.legal().stream().sorted().findFirst().orElse(usual);
    }

    /** The same rule doing something else. */
    Made with(Action action, Optional<Budget> budget) {
        return new Made(
                new Rule(
                        rule.id(),
                        rule.name(),
                        rule.kind(),
                        rule.category(),
                        rule.columns(),
                        rule.parameters(),
                        action,
                        budget.orElse(null)),
                check,
                annotation,
                spot,
                place);
    }
}
