package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Sentence;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the tags and sentences of a file to its scenarios. */
final class ScenarioAssembly {

    private static final Set<String> FLOW = Set.of("source", "step", "sink", "dlq");

    private final Diagnostics problems;
    private final List<Scenario> scenarios = new ArrayList<>();

    /** Tags above {@code Feature:}: they bind every scenario of the file. */
    private final List<Tag> shared = new ArrayList<>();

    /**
     * The last tags without a blank line or sentence between them. Before a second {@code
     * Scenario:} they belong to it if they are parted from what is above and none is of the flow.
     */
    private final List<Tag> run = new ArrayList<>();

    private final List<Tag> tags = new ArrayList<>();
    private final List<Sentence> sentences = new ArrayList<>();
    private final Map<String, Location> names = new HashMap<>();
    private @Nullable Location featurePlace;
    private @Nullable Location scenarioPlace;
    private String feature = "";
    private String scenario = "";

    /** Whether a blank line or a sentence parts the next tag from those above. */
    private boolean gap;

    /** Whether one parted {@link #run} from what was above it. */
    private boolean apart;

    ScenarioAssembly(Diagnostics problems) {
        this.problems = problems;
    }

    List<Scenario> scenarios() {
        return List.copyOf(scenarios);
    }

    /** Whether a scenario has begun. */
    boolean inScenario() {
        return scenarioPlace != null;
    }

    void blank() {
        gap = true;
    }

    /** Begins a tag; whether it is parted from those above. */
    boolean parted() {
        boolean parted = gap;
        if (gap) {
            tags.addAll(run);
            run.clear();
            apart = true;
            gap = false;
        }
        return parted;
    }

    void tag(Tag tag) {
        run.add(tag);
    }

    /** Takes a tag that belongs to this scenario wherever it stands. */
    void bound(Tag tag) {
        tags.addAll(run);
        run.clear();
        apart = false;
        gap = false;
        tags.add(tag);
    }

    void sentence(Sentence sentence) {
        gap = true;
        sentences.add(sentence);
    }

    void feature(String text, Location place) {
        Location first = featurePlace;
        if (first != null) {
            problems.add(
                    ScenarioError.DUPLICATE_NAME,
                    place,
                    "'Feature:' stands twice, first at " + first,
                    "keep one feature in a file");
            return;
        }
        if (scenarioPlace != null) {
            problems.add(
                    ScenarioError.UNEXPECTED_LINE,
                    place,
                    "found 'Feature:', expected before the first 'Scenario:'",
                    "move it to the top of the file");
            return;
        }
        featurePlace = place;
        feature = text;
        shared.addAll(tags);
        shared.addAll(run);
        tags.clear();
        run.clear();
        gap = false;
    }

    /** Begins a scenario; whether the last tags inside the one above are this one's. */
    boolean scenario(String name, Location place) {
        List<Tag> next = new ArrayList<>(shared);
        boolean moved = false;
        if (scenarioPlace == null) {
            next.addAll(tags);
            next.addAll(run);
        } else {
            moved = apart && run.stream().noneMatch(tag -> FLOW.contains(tag.name()));
            if (moved) {
                next.addAll(run);
                run.clear();
            }
            end();
        }
        tags.clear();
        run.clear();
        apart = false;
        gap = false;
        tags.addAll(next);
        scenarioPlace = place;
        scenario = name;
        if (name.isEmpty()) {
            problems.add(
                    ScenarioError.NAME_MISSING,
                    place,
                    "'Scenario:' has no name",
                    "write a name behind it");
        }
        Location first = names.putIfAbsent(name, place);
        if (first != null && !name.isEmpty()) {
            problems.add(
                    ScenarioError.DUPLICATE_NAME,
                    place,
                    "the scenario '" + SourceText.brief(name) + "' stands twice, first at " + first,
                    "give each scenario a name of its own");
        }
        return moved;
    }

    /** Ends the last scenario. */
    void end() {
        tags.addAll(run);
        Location place = scenarioPlace;
        if (place != null) {
            scenarios.add(new Scenario(feature, scenario, tags, sentences, place));
            sentences.clear();
        } else if (!tags.isEmpty()) {
            Tag first = tags.getFirst();
            problems.add(
                    ScenarioError.NO_SCENARIO,
                    first.place(),
                    "'@" + first.name() + "' belongs to no scenario",
                    "write 'Scenario:' and a name below it");
        }
    }
}
