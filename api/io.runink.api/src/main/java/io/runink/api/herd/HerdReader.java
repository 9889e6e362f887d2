package io.runink.api.herd;

import io.runink.api.error.Outcome;

/** Reads herd definition files (TOML). Pure. */
public interface HerdReader {

    /**
     * Reads one definition.
     *
     * @param file the name that places repeat
     * @param text the file's content
     */
    Outcome<Herd> read(String file, String text);
}
