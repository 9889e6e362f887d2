package io.runink.synth;

/** How rows are written. */
enum Format {
    JSON,
    CSV
}
