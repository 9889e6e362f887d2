package io.runink.acceptance;

import java.nio.file.Path;

/** The five commands on the trade example. */
final class Trade {

    static final String SCENARIO = "features/trade_cdm.dsl";
    static final String CONTRACT = "contracts/TradeCdmMulti.java";
    static final String DAG = "dags/trade_cdm_dag.jar";
    static final String GOLDEN = "golden/cdm_trade_input.json";

    private Trade() {}

    /** A workspace whose herd accepts what this machine and user give. */
    static Runi workspace(Path folder) {
        Runi runi = new Runi(folder);
        runi.run("herd", "init", "my-data-herd").exits(0);
        return runi;
    }

    static Runi.Result compile(Runi runi) {
        return runi.run(
                "compile", "--scenario", SCENARIO, "--contract", CONTRACT, "--out", DAG, "--json");
    }

    static Runi.Result synth(Runi runi, String... more) {
        return runi.run(
                concat(
                        more,
                        "synth",
                        "--scenario",
                        SCENARIO,
                        "--contract",
                        CONTRACT,
                        "--golden",
                        GOLDEN,
                        "--json"));
    }

    static Runi.Result audit(Runi runi) {
        return runi.run(
                "audit",
                "--scenario",
                SCENARIO,
                "--contract",
                CONTRACT,
                "--golden",
                GOLDEN,
                "--json");
    }

    static String[] concat(String[] more, String... first) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
