package io.runink.cel;

import static io.runink.cel.Overload.global;
import static io.runink.cel.Overload.member;
import static io.runink.cel.Type.Simple.BOOLEAN;
import static io.runink.cel.Type.Simple.BYTES;
import static io.runink.cel.Type.Simple.INT;
import static io.runink.cel.Type.Simple.STRING;

import java.util.List;
import java.util.Map;

/** Functions over text, and sizes. */
final class TextFunctions {

    private static final Type STRINGS = new Type.ListOf(STRING);

    private TextFunctions() {}

    static List<Overload> named(String name) {
        return switch (name) {
            case "size" -> size(name);
            case "contains" -> test(name, (_, it) -> text(it, 0).contains(text(it, 1)));
            case "startsWith" -> test(name, (_, it) -> text(it, 0).startsWith(text(it, 1)));
            case "endsWith" -> test(name, (_, it) -> text(it, 0).endsWith(text(it, 1)));
            case "indexOf" -> indexOf(name);
            case "lastIndexOf" -> lastIndexOf(name);
            case "lowerAscii" -> change(name, (_, it) -> Strings.lower(text(it, 0)));
            case "upperAscii" -> change(name, (_, it) -> Strings.upper(text(it, 0)));
            case "trim" -> change(name, (_, it) -> text(it, 0).strip());
            case "charAt" -> {
                Node.Many at = (_, it) -> Strings.charAt(text(it, 0), number(it, 1));
                yield List.of(member(name, STRING, at, STRING, INT));
            }
            case "substring" -> substring(name);
            case "replace" -> replace(name);
            case "split" -> split(name);
            case "join" -> join(name);
            default -> List.of();
        };
    }

    private static String text(Object[] arguments, int index) {
        return (String) arguments[index];
    }

    private static long number(Object[] arguments, int index) {
        return (long) arguments[index];
    }

    private static List<Overload> test(String name, Node.Many body) {
        return List.of(member(name, BOOLEAN, body, STRING, STRING));
    }

    private static List<Overload> change(String name, Node.Many body) {
        return List.of(member(name, STRING, body, STRING));
    }

    private static List<Overload> size(String name) {
        Node.Many text = (_, it) -> Strings.size(text(it, 0));
        Node.Many bytes = (_, it) -> (long) ((byte[]) it[0]).length;
        Node.Many list = (_, it) -> (long) ((List<?>) it[0]).size();
        Node.Many map = (_, it) -> (long) ((Map<?, ?>) it[0]).size();
        return List.of(
                global(name, INT, text, STRING),
                global(name, INT, bytes, BYTES),
                global(name, INT, list, Overload.LIST),
                global(name, INT, map, Overload.MAP),
                member(name, INT, text, STRING),
                member(name, INT, bytes, BYTES),
                member(name, INT, list, Overload.LIST),
                member(name, INT, map, Overload.MAP));
    }

    private static List<Overload> indexOf(String name) {
        Node.Many first = (_, it) -> Strings.indexOf(text(it, 0), text(it, 1), 0);
        Node.Many from = (_, it) -> Strings.indexOf(text(it, 0), text(it, 1), number(it, 2));
        return List.of(
                member(name, INT, first, STRING, STRING),
                member(name, INT, from, STRING, STRING, INT));
    }

    private static List<Overload> lastIndexOf(String name) {
        Node.Many last =
                (_, it) -> Strings.lastIndexOf(text(it, 0), text(it, 1), Strings.size(text(it, 0)));
        Node.Many from = (_, it) -> Strings.lastIndexOf(text(it, 0), text(it, 1), number(it, 2));
        return List.of(
                member(name, INT, last, STRING, STRING),
                member(name, INT, from, STRING, STRING, INT));
    }

    private static List<Overload> substring(String name) {
        Node.Many rest =
                (_, it) -> Strings.substring(text(it, 0), number(it, 1), Strings.size(text(it, 0)));
        Node.Many part = (_, it) -> Strings.substring(text(it, 0), number(it, 1), number(it, 2));
        return List.of(
                member(name, STRING, rest, STRING, INT),
                member(name, STRING, part, STRING, INT, INT));
    }

    private static List<Overload> replace(String name) {
        Node.Many all =
                (frame, it) -> Strings.replace(frame, text(it, 0), text(it, 1), text(it, 2), -1);
        Node.Many some =
                (frame, it) ->
                        Strings.replace(
                                frame, text(it, 0), text(it, 1), text(it, 2), number(it, 3));
        return List.of(
                member(name, STRING, all, STRING, STRING, STRING),
                member(name, STRING, some, STRING, STRING, STRING, INT));
    }

    private static List<Overload> split(String name) {
        Node.Many all = (frame, it) -> Strings.split(frame, text(it, 0), text(it, 1), -1);
        Node.Many some =
                (frame, it) -> Strings.split(frame, text(it, 0), text(it, 1), number(it, 2));
        return List.of(
                member(name, STRINGS, all, STRING, STRING),
                member(name, STRINGS, some, STRING, STRING, INT));
    }

    private static List<Overload> join(String name) {
        Node.Many plain = (frame, it) -> Strings.join(frame, (List<?>) it[0], "");
        Node.Many separated = (frame, it) -> Strings.join(frame, (List<?>) it[0], text(it, 1));
        return List.of(
                member(name, STRING, plain, STRINGS),
                member(name, STRING, separated, STRINGS, STRING));
    }
}
