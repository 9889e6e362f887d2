package io.runink.api.scenario;

import io.runink.api.error.Location;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code @name(…)} of a scenario.
 *
 * @param name without the at sign
 * @param arguments in source order
 * @param place of the at sign
 */
public record Tag(String name, List<Argument> arguments, Location place) {

    /**
     * One argument. A positional one has the empty key; a flag has a key and {@link Value.Flag}.
     *
     * @param key the name before the equals sign, or empty
     * @param value what was given
     * @param place of the argument's first character
     */
    public record Argument(String key, Value value, Location place) {}

    /** What an argument may be. */
    public sealed interface Value {
        record Text(String text) implements Value {}

        /** A number as written, for example {@code 2.50}. */
        record Numeral(String digits) implements Value {}

        record Bool(boolean value) implements Value {}

        /** A duration as written, for example {@code 5m}. */
        record Span(java.time.Duration duration) implements Value {}

        record Items(List<Value> values) implements Value {}

        record Nested(Tag tag) implements Value {}

        /** A bare word. */
        record Flag() implements Value {}
    }

    public Tag {
        Objects.requireNonNull(name, "name is null");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(place, "place is null");
    }

    /** The first positional text. */
    public Optional<String> text() {
        return text("");
    }

    /** The text given for a key. */
    public Optional<String> text(String key) {
        return argument(key)
                .map(Argument::value)
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text());
    }

    /** The texts given for a key: one text, or a list of them; empty if it is absent. */
    public List<String> texts(String key) {
        return argument(key).map(Argument::value).stream()
                .flatMap(value ->
                        value instanceof Value.Items items
                                ? items.values().stream()
                                : java.util.stream.Stream.of(value))
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .toList();
    }

    /** The first argument with that key; the empty key finds the first positional one. */
    public Optional<Argument> argument(String key) {
        return arguments.stream().filter(argument -> argument.key().equals(key)).findFirst();
    }
}
