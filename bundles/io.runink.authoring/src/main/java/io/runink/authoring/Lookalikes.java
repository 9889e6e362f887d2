package io.runink.authoring;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds names that a reader takes for other names: letters of two scripts that share shapes, names
 * of one script that look like another, characters that stand for plain ones, and those that cannot
 * be seen.
 */
final class Lookalikes {

    /** Scripts some of whose letters look alike. */
    private static final Set<UnicodeScript> ALIKE =
            EnumSet.of(
                    UnicodeScript.LATIN,
                    UnicodeScript.GREEK,
                    UnicodeScript.CYRILLIC,
                    UnicodeScript.ARMENIAN,
                    UnicodeScript.CHEROKEE,
                    UnicodeScript.COPTIC,
                    UnicodeScript.LISU);

    private static final String CYRILLIC =
            "\u0430\u0441\u0435\u04BB\u0456\u0458\u043E\u0440\u0455\u0443\u0445\u0501\u051B\u051D"
                    + "\u0475\u0410\u0412\u0421\u0415\u041D\u0406\u0408\u041A\u041C\u041E\u0420"
                    + "\u0405\u0422\u0425\u0423";

    private static final String GREEK =
            "\u03BF\u03BD\u03C1\u03B9\u03BA\u03C5"
                    + "\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4"
                    + "\u03A5\u03A7";

    private static final String OTHER = CYRILLIC + GREEK;

    /** What each of those looks like. */
    private static final String LATIN = "acehijopsyxdqwvABCEHIJKMOPSTXY" + "ovpikuABEZHIKMNOPTYX";

    /** Code points that a message names. */
    private static final int NAMED_MAX = 5;

    private Lookalikes() {}

    /** What is wrong with a name, to stand behind it in a sentence; empty if it is plain. */
    static Optional<String> reason(String name) {
        if (name.chars().allMatch(c -> c > ' ' && c <= '~')) {
            return Optional.empty();
        }
        if (name.codePoints().anyMatch(TextGuard::invisible)) {
            return Optional.of("holds what nobody sees: " + named(name, TextGuard::invisible));
        }
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints().mapToObj(UnicodeScript::of).filter(ALIKE::contains).forEach(scripts::add);
        if (scripts.size() > 1) {
            return Optional.of(
                    "mixes letters of scripts that look alike: "
                            + named(name, point -> odd(point, scripts)));
        }
        if (!scripts.contains(UnicodeScript.LATIN) && allAlike(name)) {
            return Optional.of(
                    "looks like '"
                            + SourceText.brief(latin(name))
                            + "' and is not: "
                            + named(name, it -> it > '~'));
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFKC)) {
            return Optional.of(
                    "holds characters that stand for others: "
                            + named(name, Lookalikes::compatible)
                            + "; plainly it is '"
                            + SourceText.brief(Normalizer.normalize(name, Normalizer.Form.NFKC))
                            + "'");
        }
        return Optional.empty();
    }

    /** Whether a letter is of the script to point at: not Latin, if there is Latin. */
    private static boolean odd(int point, Set<UnicodeScript> scripts) {
        UnicodeScript script = UnicodeScript.of(point);
        return ALIKE.contains(script)
                && (script != UnicodeScript.LATIN || !scripts.contains(UnicodeScript.LATIN));
    }

    private static boolean compatible(int point) {
        return point > '~'
                && (Character.getType(point) == Character.NON_SPACING_MARK
                        || !Normalizer.isNormalized(
                                Character.toString(point), Normalizer.Form.NFKC));
    }

    /** Whether a name has letters, and each looks like one of Latin. */
    private static boolean allAlike(String name) {
        return name.codePoints().anyMatch(Character::isLetter)
                && name.codePoints()
                        .filter(Character::isLetter)
                        .allMatch(point -> OTHER.indexOf(point) >= 0);
    }

    private static String latin(String name) {
        StringBuilder latin = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            int at = OTHER.indexOf(c);
            latin.append(at < 0 ? c : LATIN.charAt(at));
        }
        return latin.toString();
    }

    private static String named(String name, IntPredicate which) {
        List<String> all = new ArrayList<>();
        name.codePoints()
                .filter(which)
                .distinct()
                .limit(NAMED_MAX)
                .forEach(point ->
                        all.add(
                                String.format(
                                        "U+%04X %s",
                                        point,
                                        Objects.requireNonNullElse(
                                                Character.getName(point), "unassigned"))));
        return String.join(", ", all);
    }
}
