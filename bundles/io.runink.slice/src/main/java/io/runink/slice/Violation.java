package io.runink.slice;

import java.util.Optional;

/**
 * What a dead-letter queue says of a rule that a row broke.
 *
 * @param rule its id
 * @param field the concrete way to what broke it; several columns are joined by {@code +}
 * @param expected what was expected
 * @param actual what was found, as it may be shown; empty if nothing
 */
record Violation(String rule, String field, String expected, Optional<String> actual) {}
