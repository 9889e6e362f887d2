package io.runink.api.dag;

import java.util.Objects;

/**
 * What a DAG needs of the node that runs it.
 *
 * @param namespace {@code runink.connector}, {@code runink.check} or {@code runink.step}
 * @param name a connector's scheme, a check's kind or a step's name
 * @param direction {@code source} or {@code sink} for a connector, else empty
 */
public record Requirement(String namespace, String name, String direction) {

    /** The namespace of connectors. */
    public static final String CONNECTOR = "runink.connector";

    /** The namespace of checks. */
    public static final String CHECK = "runink.check";

    /** The namespace of steps. */
    public static final String STEP = "runink.step";

    public Requirement {
        Objects.requireNonNull(namespace, "namespace is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(direction, "direction is null");
    }

    /** A connector for a scheme, in a direction. */
    public static Requirement connector(String scheme, String direction) {
        return new Requirement(CONNECTOR, scheme, direction);
    }

    /** A step. */
    public static Requirement step(String name) {
        return new Requirement(STEP, name, "");
    }

    /** A kind of check. */
    public static Requirement check(String kind) {
        return new Requirement(CHECK, kind, "");
    }
}
