package io.runink.api.contract;

import io.runink.api.error.Location;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What one or more contract files declare, with their compiled classes. Read through the Java
 * compiler's own model; no class of it was loaded.
 *
 * @param contracts in source order
 * @param functions in source order
 * @param places of contracts, fields ({@code Contract.column}), rules ({@code Contract.ruleId}) and
 *     steps ({@code step:Name}), for diagnostics
 * @param classes class files by path in the DAG, for example {@code Stations$Reading.class}
 * @param sources source texts by file name, as given
 */
public record ContractFile(
        List<Contract> contracts,
        List<StepFunction> functions,
        Map<String, Location> places,
        SortedMap<String, byte[]> classes,
        SortedMap<String, String> sources) {

    public ContractFile {
        contracts = List.copyOf(contracts);
        functions = List.copyOf(functions);
        places = Map.copyOf(places);
    }
}
