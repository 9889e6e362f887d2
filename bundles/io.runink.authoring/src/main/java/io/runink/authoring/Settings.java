package io.runink.authoring;

import io.runink.api.OnViolation;
import io.runink.api.contract.Action;
import io.runink.api.contract.Budget;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** What a contract says its rules do where they are broken, and how often they may be. */
final class Settings {

    /**
     * One annotation.
     *
     * @param spot of its component; null on the record
     * @param of qualified names of the annotations whose rules are meant; empty for all
     * @param rule the name or id of the rule that is meant; empty for all
     * @param action what is done, or null
     * @param budget how often, or null
     */
    private record Setting(
            @Nullable FieldPath spot,
            List<String> of,
            String rule,
            @Nullable Action action,
            @Nullable Budget budget,
            Mark mark) {

        /** Nearer and narrower settings count before others. */
        int weight() {
            return (spot == null ? 0 : 2) + (chooses() ? 1 : 0);
        }

        boolean chooses() {
            return !of.isEmpty() || !rule.isEmpty();
        }
    }

    private final Mirrors mirrors;
    private final InstalledChecks checks;
    private final List<Problem> problems;
    private final List<Problem> warnings;
    private final List<Setting> settings = new ArrayList<>();

    Settings(
            Mirrors mirrors,
            InstalledChecks checks,
            List<Problem> problems,
            List<Problem> warnings) {
        this.mirrors = mirrors;
        this.checks = checks;
        this.problems = problems;
        this.warnings = warnings;
    }

    /** Takes the settings of a record, its columns and all that is inside them. */
    void read(List<Mark> record, List<Spot> columns) {
        record.forEach(mark -> read(mark, null));
        columns.forEach(this::read);
    }

    private void read(Spot spot) {
        spot.marks().forEach(mark -> read(mark, spot.path()));
        spot.members().forEach(this::read);
        for (Spot at = spot.element(); at != null; at = at.element()) {
            at.members().forEach(this::read);
        }
    }

    private void read(Mark mark, @Nullable FieldPath spot) {
        if (mark.name().equals(OnViolation.class.getName())) {
            Action action = Action.valueOf(mirrors.text(mark.mirror(), "value"));
            add(mark, spot, action, null);
        } else if (mark.name().equals(io.runink.api.Budget.class.getName())) {
            long maxRows = (Long) mirrors.value(mark.mirror(), "maxRows");
            double maxPercent = (Double) mirrors.value(mark.mirror(), "maxPercent");
            long minSample = (Long) mirrors.value(mark.mirror(), "minSample");
            if (maxRows < 0 || !(maxPercent >= 0 && maxPercent <= 100) || minSample < 0) {
                problem(
                        ContractError.PARAMETER,
                        mark.place(),
                        "'@Budget' of "
                                + maxRows
                                + " rows, "
                                + maxPercent
                                + " %, sample "
                                + minSample
                                + ", expected no negative number and 0 to 100 %",
                        "correct it");
            } else if (maxRows == Long.MAX_VALUE && maxPercent == 100) {
                problem(
                        ContractError.PARAMETER,
                        mark.place(),
                        "'@Budget' bounds nothing, expected maxRows or maxPercent",
                        "give one, or remove it");
            } else {
                add(mark, spot, null, new Budget(maxRows, maxPercent, minSample));
            }
        }
    }

    private void add(
            Mark mark, @Nullable FieldPath spot, @Nullable Action action, @Nullable Budget budget) {
        List<String> of = new ArrayList<>();
        if (mirrors.value(mark.mirror(), "of") instanceof List<?> list) {
            for (Object item : list) {
                if (((AnnotationValue) item).getValue() instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement element) {
                    of.add(element.getQualifiedName().toString());
                }
            }
        }
        settings.add(
                new Setting(spot, of, mirrors.text(mark.mirror(), "rule"), action, budget, mark));
    }

    /** The rules as the settings have them. */
    List<Made> applied(List<Made> rules) {
        for (Setting setting : settings) {
            if (rules.stream().noneMatch(made -> meant(setting, made))) {
                problem(
                        ContractError.SETTING,
                        setting.mark().place(),
                        setting.mark().shown()
                                + (setting.chooses()
                                        ? " means a rule that is not there"
                                        : " stands where no rule can do so"),
                        "name the annotation or the name of a rule of "
                                + (setting.spot() == null
                                        ? "the contract"
                                        : "'" + setting.spot() + "'"));
            }
        }
        return rules.stream().map(this::applied).toList();
    }

    private Made applied(Made made) {
        Optional<Setting> action = best(made, it -> it.action() != null);
        Optional<Setting> budget = best(made, it -> it.budget() != null);
        Action wanted = action.map(Setting::action).orElse(made.rule().action());
        if (!made.check().legal().contains(wanted)) {
            illegal(made, wanted, action.orElseThrow());
            return made;
        }
        if (wanted == Action.DROP) {
            warnings.add(
                    ContractError.ROWS_DROPPED.at(
                            action.map(it -> it.mark().place()).orElse(made.place()),
                            "rows that break rule '"
                                    + made.rule().id()
                                    + "' are dropped: nothing of them is kept but their number",
                            "let them be quarantined if anybody could miss them"));
        }
        return made.with(wanted, budget.map(Setting::budget));
    }

    private Optional<Setting> best(Made made, Predicate<Setting> wanted) {
        Setting best = null;
        for (Setting setting : settings) {
            if (wanted.test(setting)
                    && meant(setting, made)
                    && (best == null || setting.weight() >= best.weight())) {
                best = setting;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean meant(Setting setting, Made made) {
        FieldPath spot = setting.spot();
        if (spot != null && !own(spot, made.spot())) {
            return false;
        }
        if (setting.budget() != null && made.rule().category() == RuleClass.DATASET) {
            return false;
        }
        if (setting.chooses()) {
            boolean annotation =
                    setting.of().isEmpty() || setting.of().stream().anyMatch(it -> from(it, made));
            boolean name =
                    setting.rule().isEmpty()
                            || setting.rule().equals(made.rule().name())
                            || setting.rule().equals(made.rule().id());
            return annotation && name;
        }
        // Of all rules of a contract, and of the type's own, those that cannot do so do not.
        boolean chosen = spot != null && !made.rule().kind().equals("type");
        return setting.action() == null
                || chosen
                || made.check().legal().contains(setting.action());
    }

    /** Whether a rule is on a component itself, or on the elements it holds. */
    private static boolean own(FieldPath component, @Nullable FieldPath rule) {
        if (rule == null
                || !rule.column().equals(component.column())
                || rule.steps().size() < component.steps().size()) {
            return false;
        }
        int common = component.steps().size();
        return rule.steps().subList(0, common).equals(component.steps())
                && rule.steps().subList(common, rule.steps().size()).stream()
                        .allMatch(step -> step.into() != FieldPath.Into.MEMBER);
    }

    /** Whether a rule was made by an annotation, or is what the annotation would have made. */
    private boolean from(String annotation, Made made) {
        return made.annotation().equals(annotation)
                || (made.annotation().isEmpty()
                        && checks.annotation(annotation)
                                .filter(it -> it.kind().equals(made.rule().kind()))
                                .isPresent());
    }

    private void illegal(Made made, Action wanted, Setting setting) {
        problem(
                ContractError.ACTION,
                setting.mark().place(),
                "rule '"
                        + made.rule().id()
                        + "' of kind '"
                        + made.rule().kind()
                        + "' cannot "
                        + wanted.text()
                        + ", expected one of "
                        + made.check().legal().stream()
                                .sorted()
                                .map(Action::text)
                                .collect(Collectors.joining(", ")),
                "choose one of those, or name other rules with 'of'");
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
