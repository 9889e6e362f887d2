package io.runink.authoring;

import java.util.List;
import java.util.Random;

/** Spoils texts: what grammars trip over, put where it hurts. */
final class Mutations {

    private static final List<String> PARTS =
            List.of(
                    "@",
                    "@step(\"",
                    "@sink(\"x\" when \"y\" with \"z\")",
                    "(",
                    ")",
                    "[",
                    "]",
                    ",",
                    "=",
                    "\"",
                    "\\",
                    "\\u00",
                    "\\ud83d",
                    "#",
                    ":",
                    "- ",
                    "\n",
                    "\r",
                    "\t",
                    " ",
                    "Feature:",
                    "Scenario: s",
                    "Given ",
                    "Then:",
                    "Metadata:\n",
                    "GoldenTest:\nfolder: x\n",
                    "Notifications:\n- On x, y \"z\"\n",
                    "Given source stream \"",
                    "\" from \"x\" (",
                    "(sink: ",
                    "(dlq: x)",
                    "key: value",
                    "1e5",
                    "5m",
                    "true",
                    "\u0000",
                    "\u202e",
                    "\u200b",
                    "\ufeff",
                    "\ud800",
                    "\udc00",
                    "\ud83d\ude00",
                    "\u0430",
                    "e\u0301",
                    "\u2028",
                    "\uffff",
                    "\u00a0");

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** The text with a few things put in, taken out, doubled, moved or repeated too often. */
    String spoil(String text) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(spoilt.length() + 1);
            int to = Math.min(spoilt.length(), from + random.nextInt(40));
            String part = PARTS.get(random.nextInt(PARTS.size()));
            switch (random.nextInt(7)) {
                case 0 -> spoilt.delete(from, to);
                case 1 -> spoilt.insert(from, spoilt.substring(from, to));
                case 2 -> spoilt.insert(random.nextInt(from + 1), spoilt.substring(from, to));
                case 3 -> spoilt.setLength(from);
                case 4 -> spoilt.insert(from, part.repeat(1 + random.nextInt(300)));
                case 5 -> spoilt.insert(from, (char) random.nextInt(Character.MAX_VALUE));
                default -> spoilt.insert(from, part);
            }
        }
        return spoilt.toString();
    }
}
