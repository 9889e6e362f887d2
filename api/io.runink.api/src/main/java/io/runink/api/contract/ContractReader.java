package io.runink.api.contract;

import io.runink.api.error.Outcome;
import java.nio.file.Path;
import java.util.List;

/** Reads contract files. Never loads a user's class. */
public interface ContractReader {

    /**
     * Reads the files as one compilation.
     *
     * @param files paths, as the user named them (places repeat that name); resolved against {@code
     *     workspace}
     * @param workspace the folder relative paths start from
     */
    Outcome<ContractFile> read(List<String> files, Path workspace);
}
