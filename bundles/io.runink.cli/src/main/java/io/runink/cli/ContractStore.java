package io.runink.cli;

import io.runink.api.contract.Contract;
import io.runink.json.ContractHash;
import io.runink.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Contracts that were compiled in this home, by their hashes; the Barn knows versions alone. */
final class ContractStore {

    private final Path folder;

    ContractStore(Path home) {
        this.folder = home.resolve("contracts");
    }

    /** Keeps a contract; what is there already stays. */
    void keep(Contract contract) {
        Path file = file(ContractHash.of(contract), contract.version());
        if (!Files.exists(file)) {
            try (AtomicFile whole = new AtomicFile(file, file.toString(), Json.bytes(contract))) {
                whole.keep();
            }
        }
    }

    /** The contract of a version and hash, if this home has it. */
    Optional<Contract> find(String version, String hash) {
        Path file = file(hash, version);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), Contract.class));
        } catch (IOException | IllegalArgumentException e) {
            throw CliError.UNREADABLE.exception(
                    "'" + file + "' cannot be read as a contract, expected what compiling wrote",
                    "compile the contract again, with its version");
        }
    }

    private Path file(String hash, String version) {
        return folder.resolve(hash.replace(':', '-') + "-" + version + ".json");
    }
}
