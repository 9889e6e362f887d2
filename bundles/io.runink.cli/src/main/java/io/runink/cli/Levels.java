package io.runink.cli;

import io.runink.api.herd.IsolationLevel;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a level of isolation as users write it. */
final class Levels implements ITypeConverter<IsolationLevel> {

    @Override
    public IsolationLevel convert(String text) {
        return Arrays.stream(IsolationLevel.values())
                .filter(level -> level.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'" + text + "' is no level, expected one of " + all()));
    }

    private static String all() {
        return Arrays.stream(IsolationLevel.values())
                .map(IsolationLevel::text)
                .collect(Collectors.joining(", "));
    }
}
