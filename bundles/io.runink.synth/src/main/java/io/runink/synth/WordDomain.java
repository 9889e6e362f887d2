package io.runink.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Text that no rule bounds but in length. */
final class WordDomain implements Domain {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** Enough to pass any fixed-size buffer, little enough not to swell a file. */
    private static final int LONGEST = 256;

    /** Letters of the words that tell rows apart: there are 36^10. */
    private static final int KEY_LENGTH = 10;

    private final int min;
    private final int max;
    private final int keyLength;
    private final long keys;
    private final List<String> edges;

    /**
     * Text.
     *
     * @param json whether the file can hold text that is empty or has more than one line
     * @param min fewest characters
     * @param max most
     */
    WordDomain(boolean json, int min, int max) {
        this.min = Math.max(min, json ? 0 : 1);
        this.max = max;
        int most = Math.min(max, Math.max(LONGEST, min));
        List<String> all = new ArrayList<>();
        all.add("a".repeat(this.min));
        all.add("x".repeat(most));
        all.add("\u6771".repeat(Math.min(most, Math.max(this.min, 2))));
        List<String> odd =
                List.of(
                        "Zo\u00EB",
                        "nai\u0308ve",
                        "\u6771\u4EAC",
                        "\u05E9\u05DC\u05D5\u05DD",
                        "\uD83D\uDE00",
                        "say \"hi\"",
                        "one, two; three",
                        "back\\slash",
                        "0042");
        for (String text : odd) {
            if (fits(text)) {
                all.add(text);
            }
        }
        if (json && fits("two\nlines\tand a tab")) {
            all.add("two\nlines\tand a tab");
        }
        this.edges = List.copyOf(all);
        this.keyLength = Math.min(max, Math.max(min, KEY_LENGTH));
        long count = 1;
        for (int i = 0; i < Math.min(keyLength, KEY_LENGTH); i++) {
            count *= LETTERS.length();
        }
        this.keys = count;
    }

    private boolean fits(String text) {
        int length = text.codePointCount(0, text.length());
        return min <= length && length <= max;
    }

    @Override
    public long size() {
        return keys;
    }

    @Override
    public String at(long index) {
        char[] word = new char[keyLength];
        long rest = index;
        for (int i = keyLength - 1; i >= 0; i--) {
            word[i] = LETTERS.charAt((int) (rest % LETTERS.length()));
            rest /= LETTERS.length();
        }
        return new String(word);
    }

    @Override
    public String draw(SplittableRandom random) {
        int usual = min + random.nextInt(12) + (min == 0 ? 1 : 0);
        char[] word = new char[Math.min(max, usual)];
        for (int i = 0; i < word.length; i++) {
            word[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        return new String(word);
    }

    @Override
    public List<String> edges() {
        return edges;
    }
}
