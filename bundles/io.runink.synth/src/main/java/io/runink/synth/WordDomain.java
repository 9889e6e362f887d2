package io.runink.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Text that no rule bounds. */
final class WordDomain implements Domain {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** Enough to pass any fixed-size buffer, little enough not to swell a file. */
    private static final int LONGEST = 256;

    /** Length of the words that tell rows apart: 36^10 of them. */
    private static final int KEY_LENGTH = 10;

    private static final long KEYS = 3_656_158_440_062_976L;

    private final List<String> edges;

    /**
     * Text.
     *
     * @param json whether the file can hold text that is empty or has more than one line
     */
    WordDomain(boolean json) {
        List<String> all = new ArrayList<>();
        all.add(json ? "" : "a");
        all.add("x".repeat(LONGEST));
        all.addAll(
                List.of(
                        "Zo\u00EB",
                        "nai\u0308ve",
                        "\u6771\u4EAC",
                        "\u05E9\u05DC\u05D5\u05DD",
                        "\uD83D\uDE00",
                        "say \"hi\"",
                        "one, two; three",
                        "back\\slash",
                        "0042"));
        if (json) {
            all.add("two\nlines\tand a tab");
        }
        this.edges = List.copyOf(all);
    }

    @Override
    public long size() {
        return KEYS;
    }

    @Override
    public String at(long index) {
        char[] word = new char[KEY_LENGTH];
        long rest = index;
        for (int i = KEY_LENGTH - 1; i >= 0; i--) {
            word[i] = LETTERS.charAt((int) (rest % LETTERS.length()));
            rest /= LETTERS.length();
        }
        return new String(word);
    }

    @Override
    public String draw(SplittableRandom random) {
        char[] word = new char[1 + random.nextInt(12)];
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
