package io.runink.connector.file;

import io.runink.api.plugin.ConfigKey;
import java.util.Map;

/**
 * The settings of both schemes.
 *
 * @param batchRows rows a batch may have
 * @param recordBytes bytes a row may have
 */
record Settings(int batchRows, int recordBytes) {

    static final String BATCH_ROWS = "batch-rows=4096:1:65536:rows that a batch may have";
    static final String RECORD_BYTES =
            "record-bytes=16777216:1024:16777216:bytes that one row of the file may have";

    static Settings of(Map<String, String> configuration) {
        return new Settings(
                read(ConfigKey.parse(BATCH_ROWS), configuration),
                read(ConfigKey.parse(RECORD_BYTES), configuration));
    }

    private static int read(ConfigKey key, Map<String, String> configuration) {
        String text = configuration.getOrDefault(key.name(), Long.toString(key.standard()));
        try {
            long value = Long.parseLong(text);
            if (value >= key.min() && value <= key.max()) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // Answered below, like a number out of bounds.
        }
        throw FileError.SETTING_INVALID.exception(
                "setting '"
                        + key.name()
                        + "' is '"
                        + text
                        + "', expected a number from "
                        + key.min()
                        + " to "
                        + key.max(),
                "set it to one");
    }
}
