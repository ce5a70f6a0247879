package io.scalewatch.scoring.labelling;

import java.util.List;
import java.util.SplittableRandom;

/// Makes completions that nobody would write: what starts a rule, put together, cut, repeated, mixed with
/// completions of the corpus and with characters from anywhere.
final class CompletionGenerator {

    /// In bytes, as completions travel.
    private static final int LARGEST = 64 * 1024;
    private static final int MOST_PARTS = 24;

    private final SplittableRandom random;
    private final List<String> patterns;
    private final List<CorpusRow> corpus;

    CompletionGenerator(SplittableRandom random, List<String> patterns, List<CorpusRow> corpus) {
        this.random = random;
        this.patterns = patterns;
        this.corpus = corpus;
    }

    /// One in 500 has the largest size.
    String next() {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(1, MOST_PARTS);
        for (int i = 0; i < parts; i++) {
            part(text);
        }
        return random.nextInt(500) == 0 ? cut(text.toString().repeat(LARGEST / text.length() + 1)) : text.toString();
    }

    /// As much of a text as fits.
    private static String cut(String text) {
        int bytes = 0;
        int end = 0;
        while (end < text.length() && bytes < LARGEST) {
            char c = text.charAt(end);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            end++;
        }
        return text.substring(0, end);
    }

    private void part(StringBuilder text) {
        switch (random.nextInt(8)) {
            case 0 -> text.append(pattern().repeat(random.nextInt(1, 12)));
            case 1 -> cut(text, pattern());
            case 2 -> cut(text, corpus.get(random.nextInt(corpus.size())).completion() + " ");
            case 3 -> text.append((char) random.nextInt(0x10000));
            case 4 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            case 5 -> text.append(random.nextLong() >> random.nextInt(64)).append(random.nextBoolean() ? "." : "");
            case 6 -> text.append(" \n\t.,:;".charAt(random.nextInt(7)));
            default -> text.append(pattern()).append(random.nextBoolean() ? " " : "");
        }
    }

    private String pattern() {
        return patterns.get(random.nextInt(patterns.size()));
    }

    private void cut(StringBuilder text, String whole) {
        int from = random.nextInt(whole.length());
        text.append(whole, from, random.nextInt(from, whole.length()) + 1);
    }
}
