package io.runink.api.dag;

import java.util.Objects;

/**
 * Rows that flow from one node to another.
 *
 * @param from a node's name
 * @param to a node's name
 * @param kind what flows
 * @param contract of the rows, for {@link Kind#ROWS}; empty for rejections
 * @param when a CEL condition over the contract: only rows of which it is true flow here; empty for
 *     all rows
 */
public record Edge(String from, String to, Kind kind, String contract, String when) {

    /** What flows on an edge. */
    public enum Kind {
        /** Rows of a contract whose rules hold. */
        ROWS,
        /** Rows of a contract as they came, every column text: the next step enforces the rules. */
        LEXICAL,
        /** Rejected rows, with the rules they broke. */
        REJECTIONS
    }

    public Edge {
        Objects.requireNonNull(from, "from is null");
        Objects.requireNonNull(to, "to is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(contract, "contract is null");
        Objects.requireNonNull(when, "when is null");
    }

    /** An edge for all rows. */
    public Edge(String from, String to, Kind kind, String contract) {
        this(from, to, kind, contract, "");
    }
}
