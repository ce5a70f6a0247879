package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.Span;
import java.util.ArrayList;
import java.util.List;

/// Finds a text that is to be repeated as it is, typos and case included. An `ANSWER:` line decides alone.
final class VerbatimReader {

    /// What may stand before the word on its line, and around the text.
    private static final String MARKUP = "*_#> ";
    private static final String WRAPPING = "*_\"`";
    private static final String ANSWER = "answer:";

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
        List<Candidate> found = answerLine(text);
        if (!found.isEmpty()) {
            return found;
        }
        add(found, text, 0, text.length(), "whole-text");
        enclosed(found, text, "```", "code-block");
        enclosed(found, text, "\"", "quotation");
        unwrapped(found, text, 0, text.length(), "emphasis");
        int introduction = text.indexOf(": ");
        if (introduction >= 0) {
            add(found, text, introduction + 1, text.length(), "after-introduction");
            unwrapped(found, text, introduction + 1, text.length(), "after-introduction");
        }
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

    /// What follows the last "ANSWER:" that opens a line: on that line, or below it where it says nothing.
    private static List<Candidate> answerLine(String text) {
        List<Candidate> found = new ArrayList<>();
        int from = -1;
        int line = 0;
        while (line < text.length()) {
            int end = text.indexOf('\n', line);
            end = end < 0 ? text.length() : end;
            int first = line;
            while (first < end && MARKUP.indexOf(text.charAt(first)) >= 0) {
                first++;
            }
            if (text.regionMatches(true, first, ANSWER, 0, ANSWER.length())) {
                from = first + ANSWER.length();
            }
            line = end + 1;
        }
        if (from >= 0) {
            // The markup of the word itself: "**ANSWER:** text".
            while (from < text.length() && MARKUP.indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            int start = endOfBlank(text, from);
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (start < end) {
                add(found, text, start, end, "answer-line");
                unwrapped(found, text, start, end, "answer-line");
            }
        }
        return found;
    }

    /// Without the quotation marks or the emphasis around a range, if there are some.
    private static void unwrapped(List<Candidate> found, String text, int from, int to, String rule) {
        int start = endOfBlank(text, from);
        int end = to;
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        while (start < end
                && WRAPPING.indexOf(text.charAt(start)) >= 0
                && text.charAt(end - 1) == text.charAt(start)
                && end - start > 1) {
            start++;
            end--;
            add(found, text, start, end, rule);
        }
        // "**ANSWER: text**" opens before the word.
        int close = end;
        while (close > start && MARKUP.indexOf(text.charAt(close - 1)) >= 0) {
            close--;
        }
        if (close < end) {
            add(found, text, start, close, rule);
        }
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
