package io.runink.api.slice;

import java.util.Objects;

/**
 * What one descriptor of a claim is.
 *
 * @param role how it is used
 * @param from the node it leads from, or the source node of an input; empty for {@link Role#CODE}
 *     and {@link Role#SPILL}; both ends of a command have its node here and in {@code to}. Where
 *     several edges lead from one node to another, their ends come in the order of the DAG
 * @param to the node it leads to, or the sink node of an output; empty for {@link Role#CODE} and
 *     {@link Role#SPILL}
 * @param uri absolute URI of an input or output, else empty
 * @param bytes size of an input, 0 if unknown; how much scratch space may be used; how much of the
 *     memory one batch of a {@link Role#RING_OUT} may take; else 0
 */
public record Endpoint(Role role, String from, String to, String uri, long bytes) {

    /** How a descriptor is used. */
    public enum Role {
        /** The DAG's jar, readable. */
        CODE,
        /** A dataset, readable. */
        INPUT,
        /** A staged dataset, writable. */
        OUTPUT,
        /** The end of an edge that rows come from: a connected stream socket. */
        EDGE_IN,
        /** The end of an edge that rows go to: a connected stream socket. */
        EDGE_OUT,
        /**
         * The end of an edge that rows come from: a socket that keeps messages whole, by which the
         * two slices share memory.
         */
        RING_IN,
        /** The end of an edge that rows go to: likewise. */
        RING_OUT,
        /** Scratch space: an unlinked file, readable and writable, empty. */
        SPILL,
        /** What an external command reads: a stream socket, writable here. */
        COMMAND_IN,
        /** What an external command writes: a stream socket, readable here. */
        COMMAND_OUT
    }

    public Endpoint {
        Objects.requireNonNull(role, "role is null");
        Objects.requireNonNull(from, "from is null");
        Objects.requireNonNull(to, "to is null");
        Objects.requireNonNull(uri, "uri is null");
    }
}
