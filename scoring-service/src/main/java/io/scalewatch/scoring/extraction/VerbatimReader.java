package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;
import java.util.ArrayList;
import java.util.List;

/// Finds a text that is to be repeated as it is, typos and case included.
final class VerbatimReader {

    private final List<String> known;

    /// @param known the texts that the sample speaks of
    VerbatimReader(List<String> known) {
        this.known = known;
    }

    private record Candidate(int from, int to, String rule) {}

    Extraction read(String text, boolean truncated) {
        List<Candidate> candidates = candidates(text);
        for (Candidate candidate : candidates) {
            String value = text.substring(candidate.from(), candidate.to());
            for (String answer : known) {
                if (Folding.fold(answer).strip().equals(value)) {
                    return new Extraction.Found(answer, new Span(candidate.from(), candidate.to()), candidate.rule());
                }
            }
        }
        Words words = new Words(text);
        if (truncated) {
            return new Extraction.Nothing(Extraction.Why.TRUNCATED);
        }
        return Refusals.find(words).<Extraction>map(Extraction.Refused::new).orElseGet(() -> {
            Candidate whole = candidates.getFirst();
            return new Extraction.Found(
                    text.substring(whole.from(), whole.to()), new Span(whole.from(), whole.to()), whole.rule());
        });
    }

    /// The whole text, what stands in quotation marks or a code fence, and what follows an introduction.
    private static List<Candidate> candidates(String text) {
        List<Candidate> found = new ArrayList<>();
        add(found, text, 0, text.length(), "whole-text");
        enclosed(found, text, "```", "code-block");
        enclosed(found, text, "\"", "quotation");
        int colon = text.indexOf(":\n");
        if (colon >= 0) {
            add(found, text, colon + 1, text.length(), "after-introduction");
            int paragraph = text.indexOf("\n\n", endOfBlank(text, colon + 1));
            add(found, text, colon + 1, paragraph < 0 ? text.length() : paragraph, "after-introduction");
        }
        int paragraph = text.indexOf("\n\n", endOfBlank(text, 0));
        if (paragraph > 0) {
            add(found, text, 0, paragraph, "first-paragraph");
        }
        return found;
    }

    private static int endOfBlank(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static void enclosed(List<Candidate> found, String text, String mark, String rule) {
        int open = text.indexOf(mark);
        int close = text.lastIndexOf(mark);
        if (open >= 0 && close >= open + mark.length()) {
            add(found, text, open + mark.length(), close, rule);
        }
    }

    private static void add(List<Candidate> found, String text, int from, int to, String rule) {
        int start = Math.min(endOfBlank(text, from), to);
        int end = to;
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        found.add(new Candidate(start, end, rule));
    }
}
