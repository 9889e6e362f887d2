package io.runink.api.dag;

import io.runink.api.contract.ContractFile;
import io.runink.api.error.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** Turns a scenario and its contracts into a DAG. Deterministic: same inputs, same bytes. */
public interface DagCompiler {

    /**
     * What to compile.
     *
     * @param scenario path of the scenario file, as the user named it
     * @param scenarioName which scenario of the file; empty if it holds one
     * @param contracts paths of contract files, as the user named them; those of the scenario's
     *     {@code @contract} tags are added
     * @param herd overrides the scenario's herd; empty to keep it
     * @param workspace the folder relative paths start from
     * @param strictText whether a sentence that means no step is refused
     */
    record Request(
            String scenario,
            String scenarioName,
            List<String> contracts,
            String herd,
            Path workspace,
            boolean strictText) {
        public Request {
            Objects.requireNonNull(scenario, "scenario is null");
            Objects.requireNonNull(scenarioName, "scenarioName is null");
            contracts = List.copyOf(contracts);
            Objects.requireNonNull(herd, "herd is null");
            Objects.requireNonNull(workspace, "workspace is null");
        }

        /** A request that takes sentences which mean no step as documentation. */
        public Request(
                String scenario,
                String scenarioName,
                List<String> contracts,
                String herd,
                Path workspace) {
            this(scenario, scenarioName, contracts, herd, workspace, false);
        }
    }

    /**
     * A compiled scenario.
     *
     * @param dag the pipeline
     * @param contracts what the contract files declare
     * @param jar the bytes of the DAG's bundle
     * @param digest {@code sha256:} and the hex SHA-256 of those bytes
     * @param explanations what each sentence and step is bound to, a line each
     */
    record Compiled(
            Dag dag,
            ContractFile contracts,
            byte[] jar,
            String digest,
            List<String> explanations) {}

    /** Compiles; every problem of scenario, contracts and binding is reported together. */
    Outcome<Compiled> compile(Request request);

    /**
     * The names of all scenarios of the file, each after those whose outputs it reads and those its
     * {@code @requires} tags name; otherwise as they stand in the file. Circles are problems.
     *
     * @param request whose {@code scenarioName} is of no account
     */
    Outcome<List<String>> order(Request request);

    /**
     * Reads a DAG's bundle and verifies its digests.
     *
     * @param file as the user named it
     * @param jar where it is
     */
    Outcome<DagArchive> open(String file, Path jar);

    /** The readable source of a compiled DAG, by file name: what {@code --out X.java} writes. */
    SortedMap<String, String> sources(Compiled compiled);
}
