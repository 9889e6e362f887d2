package io.runink.cel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions whose result type does not depend on values. Each is made when it is first asked
 * for: to make all would be half of what a first expression costs.
 */
final class Functions {

    static final Set<String> NAMES =
            Set.of(
                    "bool",
                    "bytes",
                    "charAt",
                    "contains",
                    "date",
                    "double",
                    "duration",
                    "endsWith",
                    "getDate",
                    "getDayOfMonth",
                    "getDayOfWeek",
                    "getDayOfYear",
                    "getFullYear",
                    "getHours",
                    "getMilliseconds",
                    "getMinutes",
                    "getMonth",
                    "getSeconds",
                    "indexOf",
                    "int",
                    "join",
                    "lastIndexOf",
                    "lowerAscii",
                    "replace",
                    "size",
                    "split",
                    "startsWith",
                    "string",
                    "substring",
                    "time",
                    "timestamp",
                    "trim",
                    "upperAscii");

    private static final Map<String, List<Overload>> MADE = new ConcurrentHashMap<>();

    private Functions() {}

    /** All of a name, none if it is unknown. */
    static List<Overload> named(String name) {
        return NAMES.contains(name) ? MADE.computeIfAbsent(name, Functions::make) : List.of();
    }

    private static List<Overload> make(String name) {
        List<Overload> text = TextFunctions.named(name);
        if (!text.isEmpty()) {
            return text;
        }
        return name.startsWith("get") ? TimeFunctions.named(name) : ConversionFunctions.named(name);
    }

    static @Nullable Overload find(String name, boolean member, List<Expr> arguments) {
        for (Overload overload : named(name)) {
            if (overload.accepts(member, arguments)) {
                return overload;
            }
        }
        return null;
    }
}
