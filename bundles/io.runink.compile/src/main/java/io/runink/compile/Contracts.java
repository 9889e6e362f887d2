package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.error.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Contracts by what a scenario calls them, the record's simple name or the id; and those that were
 * inferred.
 */
final class Contracts {

    private final Map<String, Contract> byName = new LinkedHashMap<>();
    private final Map<String, Contract> byId = new HashMap<>();
    private final Map<String, Map<String, DataType>> types = new HashMap<>();
    private final List<Contract> declared;
    private final Map<String, Location> places;

    Contracts(ContractFile file) {
        this.declared = file.contracts();
        this.places = file.places();
        for (Contract contract : declared) {
            byName.putIfAbsent(contract.name(), contract);
            byId.putIfAbsent(contract.id(), contract);
        }
    }

    /** Adds one that the compiler inferred: its name is of no declared one. */
    void infer(Contract contract) {
        byName.put(contract.name(), contract);
    }

    Contract get(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    /** All, the declared ones first. */
    List<Contract> all() {
        return List.copyOf(byName.values());
    }

    /** Where a contract or, as {@code Contract.column}, a column of it is declared. */
    Optional<Location> place(String key) {
        return Optional.ofNullable(places.get(key));
    }

    /** The types of a contract's columns, by name, as expressions see them. */
    Map<String, DataType> types(Contract contract) {
        return types.computeIfAbsent(
                contract.name(),
                name -> {
                    Map<String, DataType> columns = new HashMap<>();
                    contract.fields().forEach(it -> columns.put(it.name(), it.type()));
                    return Map.copyOf(columns);
                });
    }

    /** The columns of a contract that are marked to be masked. */
    List<Field> marked(String contract) {
        return get(contract).fields().stream().filter(it -> it.masking() != null).toList();
    }

    /** The contract with marked columns that a column holds as JSON, however deep. */
    Optional<Contract> heldMarked(Field field, Set<String> seen) {
        String of = field.jsonOf();
        if (of == null || !seen.add(of)) {
            return Optional.empty();
        }
        if (!marked(of).isEmpty()) {
            return Optional.of(get(of));
        }
        return get(of).fields().stream().flatMap(it -> heldMarked(it, seen).stream()).findFirst();
    }

    /** The contract's name, or a problem at the place that names it. */
    Optional<String> resolve(String name, Location place, Problems problems) {
        Contract found = byName.containsKey(name) ? byName.get(name) : byId.get(name);
        if (found == null) {
            List<String> known = declared.stream().map(Contract::name).toList();
            List<String> all = new ArrayList<>(known);
            all.addAll(byId.keySet().stream().sorted().toList());
            problems.add(
                    CompileError.CONTRACT_UNKNOWN,
                    place,
                    "no contract file declares the contract '" + name + "'",
                    Nearest.to(name, all)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElseGet(() -> "use one of " + String.join(", ", known)));
        }
        return Optional.ofNullable(found).map(Contract::name);
    }
}
