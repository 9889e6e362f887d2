package io.runink.api.scenario;

import io.runink.api.error.Location;

/**
 * A line of business text.
 *
 * @param keyword Given, When, Then, And, But or Do
 * @param text what follows it
 * @param place of the keyword
 */
public record Sentence(String keyword, String text, Location place) {}
