package io.runink.compile;

import io.runink.api.contract.ContractFile;
import io.runink.api.contract.StepFunction;
import io.runink.api.error.Location;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import io.runink.api.plugin.StepDescriptor;
import io.runink.api.plugin.StepParameter;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Sentence;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the steps that sentences mean. A step that a sentence means stands behind the last {@code
 * @step} (or, where there is none, the last {@code @source}) and before the sinks there, in the
 * order of the sentences. A sentence that means a step which a tag states already is its text.
 */
final class Sentences {

    private static final String ARROW = "=>";

    private static final Pattern PARAMETER = Pattern.compile("\\$([1-9])");

    /** Parameters whose values a sentence lists with commas. */
    private static final Set<StepParameter.Type> LISTS =
            Set.of(StepParameter.Type.COLUMNS, StepParameter.Type.TEXTS);

    /**
     * What a sentence may mean.
     *
     * @param template the step's arguments; {@code $1} is the first parameter of the phrase
     * @param lists arguments that are lists of names
     * @param provider who declares it, for people
     */
    private record Meaning(
            Phrase phrase,
            String step,
            Map<String, String> template,
            List<String> lists,
            String provider) {}

    /** A sentence that means something. */
    private record Match(Meaning meaning, List<Phrase.Part> parts) {

        /** What a parameter stands for, by its number from 1. */
        Optional<Phrase.Part> part(String number) {
            int index = Integer.parseInt(number) - 1;
            return index < parts.size() ? Optional.of(parts.get(index)) : Optional.empty();
        }
    }

    /**
     * A scenario with the steps that its sentences mean.
     *
     * @param explanations what each sentence is, a line each
     */
    record Told(Scenario scenario, List<String> explanations) {}

    private final Scenario scenario;
    private final ValuePlaces places;
    private final Problems problems;
    private final boolean strict;
    private final List<Meaning> meanings = new ArrayList<>();
    private final List<Tag> made = new ArrayList<>();
    private final List<String> explanations = new ArrayList<>();

    Sentences(Scenario scenario, ValuePlaces places, boolean strict, Problems problems) {
        this.scenario = scenario;
        this.places = places;
        this.strict = strict;
        this.problems = problems;
    }

    /** Finds them. */
    Told tell(ContractFile file, Plugins plugins) {
        for (StepFunction function : file.functions()) {
            if (!function.sentence().isEmpty()) {
                Location place = file.places().get("step:" + function.step());
                declared(function, place == null ? scenario.place() : place);
            }
        }
        for (Plugin plugin : plugins.installed()) {
            plugin.steps().forEach(step -> step.sentences().forEach(it -> plugged(step, it)));
        }
        scenario.sentences().forEach(this::sentence);
        List<Tag> tags = new ArrayList<>(scenario.tags());
        tags.addAll(place(tags), made);
        return new Told(
                new Scenario(
                        scenario.feature(),
                        scenario.name(),
                        tags,
                        scenario.sentences(),
                        scenario.place()),
                explanations);
    }

    private static int place(List<Tag> tags) {
        int place = 0;
        boolean step = false;
        for (int i = 0; i < tags.size(); i++) {
            boolean isStep = tags.get(i).name().equals("step");
            if (isStep || (tags.get(i).name().equals("source") && !step)) {
                place = i + 1;
            }
            step |= isStep;
        }
        return place;
    }

    private void declared(StepFunction function, Location place) {
        try {
            meanings.add(
                    new Meaning(
                            Phrase.of(function.sentence()),
                            function.step(),
                            Map.of(),
                            List.of(),
                            "the function " + function.javaClass() + "." + function.method()));
        } catch (IllegalArgumentException e) {
            problems.add(
                    CompileError.SENTENCE_EXPRESSION,
                    place,
                    "the sentence '"
                            + function.sentence()
                            + "' of the step '"
                            + function.step()
                            + "' cannot be used: "
                            + e.getMessage(),
                    "correct it");
        }
    }

    private void plugged(StepDescriptor step, String sentence) {
        int arrow = sentence.indexOf(ARROW);
        String text = (arrow < 0 ? sentence : sentence.substring(0, arrow)).strip();
        try {
            Map<String, String> template = new LinkedHashMap<>();
            String rest = arrow < 0 ? "" : sentence.substring(arrow + ARROW.length());
            for (String pair : rest.split(",", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    template.put(
                            pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
                } else if (!pair.isBlank()) {
                    throw new IllegalArgumentException("'" + pair + "' gives no argument a value");
                }
            }
            meanings.add(
                    new Meaning(
                            Phrase.of(text),
                            step.name(),
                            template,
                            step.parameters().stream()
                                    .filter(it -> LISTS.contains(it.type()))
                                    .map(StepParameter::name)
                                    .filter(it -> !it.equals(StepArguments.SET))
                                    .toList(),
                            "'" + step.name() + "' of the plug-in " + step.plugin()));
        } catch (IllegalArgumentException e) {
            problems.warn(
                    CompileError.SENTENCE_EXPRESSION,
                    null,
                    "the sentence '"
                            + text
                            + "' of the step '"
                            + step.name()
                            + "' cannot be used: "
                            + e.getMessage(),
                    "update the plug-in " + step.plugin() + ", or tell its author");
        }
    }

    private void sentence(Sentence sentence) {
        List<Match> matches = new ArrayList<>();
        for (Meaning meaning : meanings) {
            meaning.phrase()
                    .match(sentence.text())
                    .ifPresent(it -> matches.add(new Match(meaning, it)));
        }
        String said = "sentence '" + sentence.keyword() + " " + sentence.text() + "' is ";
        if (matches.isEmpty()) {
            explanations.add(said + "documentation");
            unbound(sentence);
            return;
        }
        if (matches.size() > 1) {
            ambiguous(sentence, matches);
            return;
        }
        Match match = matches.getFirst();
        Tag tag = tag(sentence, match);
        Optional<Tag> stated =
                scenario.tags("step")
                        .filter(it -> it.text().equals(tag.text()))
                        .filter(it -> StatedArguments.of(it).holds(StatedArguments.of(tag)))
                        .findFirst();
        if (stated.isPresent()) {
            String name = stated.get().text("name").orElse(match.meaning().step());
            explanations.add(said + "the text of the step '" + name + "'");
        } else {
            made.add(tag);
            explanations.add(
                    said
                            + "the step '"
                            + tag.text("name").orElse(match.meaning().step())
                            + "', "
                            + match.meaning().provider());
        }
    }

    private void unbound(Sentence sentence) {
        if (strict) {
            problems.add(
                    CompileError.SENTENCE_UNBOUND,
                    sentence.place(),
                    "no step means '" + sentence.text() + "'",
                    Nearest.to(
                                    sentence.text(),
                                    meanings.stream().map(it -> it.phrase().toString()).toList())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse(
                                    "declare one with @Step(value=\"…\", sentence=\"…\"), make it a"
                                            + " comment with '#', or leave out --strict-text"));
        }
    }

    private void ambiguous(Sentence sentence, List<Match> matches) {
        problems.add(
                CompileError.SENTENCE_AMBIGUOUS,
                sentence.place(),
                "'"
                        + sentence.text()
                        + "' means "
                        + matches.stream()
                                .map(it ->
                                        "'"
                                                + it.meaning().phrase()
                                                + "' of "
                                                + it.meaning().provider())
                                .collect(Collectors.joining(" and ")),
                "say it in other words, or state the step with @step");
    }

    private Tag tag(Sentence sentence, Match match) {
        List<Tag.Argument> arguments = new ArrayList<>();
        String step = match.meaning().step();
        arguments.add(new Tag.Argument("", new Tag.Value.Text(step), sentence.place()));
        String name = free(step);
        if (!name.equals(step)) {
            arguments.add(new Tag.Argument("name", new Tag.Value.Text(name), sentence.place()));
        }
        match.meaning()
                .template()
                .forEach((key, template) -> {
                    String value =
                            PARAMETER
                                    .matcher(template)
                                    .replaceAll(it ->
                                            Matcher.quoteReplacement(
                                                    match.part(it.group(1))
                                                            .map(Phrase.Part::text)
                                                            .orElse("")));
                    Location place =
                            PARAMETER
                                    .matcher(template)
                                    .results()
                                    .findFirst()
                                    .flatMap(it -> match.part(it.group(1)))
                                    .map(it -> places.inSentence(sentence, it.start()))
                                    .orElse(sentence.place());
                    arguments.add(new Tag.Argument(key, value(key, value, match.meaning()), place));
                });
        return new Tag("step", arguments, sentence.place());
    }

    private static Tag.Value value(String key, String value, Meaning meaning) {
        if (!meaning.lists().contains(key)) {
            return new Tag.Value.Text(value);
        }
        return new Tag.Value.Items(
                Arrays.stream(value.split(","))
                        .map(it -> (Tag.Value) new Tag.Value.Text(it.strip()))
                        .toList());
    }

    /** The step's name, with a number where a step has it already. */
    private String free(String step) {
        List<String> taken = new ArrayList<>();
        for (Tag tag : scenario.tags("step").toList()) {
            taken.add(tag.text("name").orElse(tag.text().orElse("")));
        }
        made.forEach(tag -> taken.add(tag.text("name").orElse(tag.text().orElse(""))));
        String name = step;
        for (int number = 2; taken.contains(name); number++) {
            name = step + "-" + number;
        }
        return name;
    }
}
