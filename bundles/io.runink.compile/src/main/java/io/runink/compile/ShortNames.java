package io.runink.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names of files that do not depend on the folder they were named from: as much of a path's end as
 * tells it from the others.
 */
final class ShortNames {

    private ShortNames() {}

    /** Short names by given names. */
    static SortedMap<String, String> of(Collection<String> given) {
        SortedMap<String, String> names = new TreeMap<>();
        for (String name : given) {
            List<String> parts = parts(name);
            int take = 1;
            while (take < parts.size() && ambiguous(name, given, take)) {
                take++;
            }
            String shortName = String.join("/", parts.subList(parts.size() - take, parts.size()));
            String free = shortName;
            for (int i = 2; names.containsValue(free); i++) {
                free = i + "/" + shortName;
            }
            names.put(name, free);
        }
        return names;
    }

    private static boolean ambiguous(String name, Collection<String> given, int take) {
        return given.stream()
                .filter(other -> !other.equals(name))
                .anyMatch(other -> end(other, take).equals(end(name, take)));
    }

    private static List<String> end(String name, int take) {
        List<String> parts = parts(name);
        return parts.subList(Math.max(0, parts.size() - take), parts.size());
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>(Arrays.asList(name.split("[/\\\\]+")));
        parts.removeAll(List.of("", ".", ".."));
        return parts.isEmpty() ? Collections.singletonList("file") : parts;
    }
}
