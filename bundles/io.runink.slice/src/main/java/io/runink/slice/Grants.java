package io.runink.slice;

import io.runink.api.error.RuninkException;
import io.runink.api.slice.Claim;
import io.runink.api.slice.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The descriptors of a claim, each with what it is for. */
final class Grants {

    private final List<Endpoint> endpoints;
    private final List<Grant> grants;

    Grants(Claim claim, List<Grant> grants) {
        this.endpoints = claim.endpoints();
        this.grants = List.copyOf(grants);
        if (endpoints.size() != grants.size()) {
            throw refused(
                    "the claim numbers "
                            + endpoints.size()
                            + " descriptors and brought "
                            + grants.size());
        }
    }

    Grant of(Endpoint endpoint) {
        return grants.get(endpoints.indexOf(endpoint));
    }

    /** The end of an edge, and what the agent says of it. */
    record End(Endpoint endpoint, Grant grant) {}

    /**
     * The end of an edge by which rows come or go.
     *
     * @param memory what it is where the slices share memory
     * @param stream what it is else
     * @param twin which it is, from 0, of those between the two nodes, in the order of the DAG
     */
    End of(Endpoint.Role memory, Endpoint.Role stream, String from, String to, int twin) {
        return IntStream.range(0, endpoints.size())
                .filter(i -> {
                    Endpoint it = endpoints.get(i);
                    return (it.role() == memory || it.role() == stream)
                            && it.from().equals(from)
                            && it.to().equals(to);
                })
                .skip(twin)
                .mapToObj(i -> new End(endpoints.get(i), grants.get(i)))
                .findFirst()
                .orElseThrow(() -> missing(stream, from + " to " + to));
    }

    /** The slice's scratch space, if it was granted any. */
    Optional<Endpoint> scratch() {
        return endpoints.stream().filter(e -> e.role() == Endpoint.Role.SPILL).findFirst();
    }

    Endpoint endpointTo(Endpoint.Role role, String node) {
        return endpoints.stream()
                .filter(e -> e.role() == role && e.to().equals(node))
                .findFirst()
                .orElseThrow(() -> missing(role, node));
    }

    Endpoint endpointFrom(Endpoint.Role role, String node) {
        return endpoints.stream()
                .filter(e -> e.role() == role && e.from().equals(node))
                .findFirst()
                .orElseThrow(() -> missing(role, node));
    }

    /** Ends all of them, so that nobody waits for this slice, here or at their other ends. */
    void cancel() {
        grants.forEach(Grant::cancel);
    }

    /** Lets all of them go. */
    void close() {
        grants.forEach(Grant::close);
    }

    private static RuninkException missing(Endpoint.Role role, String node) {
        return refused("the claim brought no " + role + " descriptor for '" + node + "'");
    }

    /** A claim that cannot be acted on. */
    static RuninkException refused(String found) {
        return SliceError.CLAIM_REFUSED.exception(
                found + ", expected a claim that fits its DAG", "report it with the agent's log");
    }
}
