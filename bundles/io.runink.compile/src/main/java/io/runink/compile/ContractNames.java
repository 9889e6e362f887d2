package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.error.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds contracts by what a scenario calls them: the record's simple name, or the id. */
final class ContractNames {

    private final List<Contract> contracts;

    ContractNames(ContractFile file) {
        this.contracts = file.contracts();
    }

    Contract get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no contract '" + name + "'"));
    }

    private Optional<Contract> find(String name) {
        return contracts.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .or(() -> contracts.stream().filter(it -> it.id().equals(name)).findFirst());
    }

    /** The contract's name, or a problem at the place that names it. */
    Optional<String> resolve(String name, Location place, Problems problems) {
        Optional<Contract> found = find(name);
        if (found.isEmpty()) {
            List<String> known = new ArrayList<>();
            contracts.forEach(it -> known.add(it.name()));
            List<String> all = new ArrayList<>(known);
            contracts.forEach(it -> all.add(it.id()));
            problems.add(
                    CompileError.CONTRACT_UNKNOWN,
                    place,
                    "no contract file declares the contract '" + name + "'",
                    Nearest.to(name, all)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElseGet(() -> "use one of " + String.join(", ", known)));
        }
        return found.map(Contract::name);
    }
}
