package io.scalewatch.scoring.extraction;

import java.util.ArrayList;
import java.util.List;

/// The parts of a text that may be what it was asked to repeat: the whole, what stands in quotation marks or a
/// code fence, a paragraph or a line, and what follows an introduction.
final class VerbatimCandidates {

    /// A part.
    ///
    /// @param from the first character
    /// @param to the one after the last
    record Candidate(int from, int to, String rule) {

        boolean is(String text, String answer) {
            return to - from == answer.length() && text.startsWith(answer, from);
        }
    }

    /// What may stand before the word on its line, and around the text.
    private static final String MARKUP = "*_#> ";
    private static final String WRAPPING = "*_\"`'";
    private static final String ANSWER = "answer:";
    /// "Sure! ": an introduction in one sentence is short.
    private static final int GREETING = 40;
    /// A text that is to be repeated stands near the start or the end of what surrounds it.
    private static final int MOST_LINES = 64;

    private final String text;
    private final List<Candidate> found = new ArrayList<>();

    private VerbatimCandidates(String text) {
        this.text = text;
    }

    /// At least one, the likeliest first.
    static List<Candidate> of(String text) {
        VerbatimCandidates candidates = new VerbatimCandidates(text);
        candidates.answerLine();
        if (candidates.found.isEmpty()) {
            candidates.parts();
        }
        return candidates.found;
    }

    private void parts() {
        add(0, text.length(), "whole-text");
        fence();
        enclosed("\"", "quotation");
        unwrapped(0, text.length(), "emphasis");
        int introduction = text.indexOf(": ");
        if (introduction >= 0) {
            add(introduction + 1, text.length(), "after-introduction");
            unwrapped(introduction + 1, text.length(), "after-introduction");
        }
        int colon = text.indexOf(":\n");
        if (colon >= 0) {
            add(colon + 1, text.length(), "after-introduction");
            int paragraph = text.indexOf("\n\n", endOfBlank(colon + 1));
            add(colon + 1, paragraph < 0 ? text.length() : paragraph, "after-introduction");
        }
        int greeting = text.indexOf("! ");
        if (greeting >= 0 && greeting <= GREETING) {
            add(greeting + 1, text.length(), "after-greeting");
            unwrapped(greeting + 1, text.length(), "after-greeting");
        }
        int paragraph = text.indexOf("\n\n", endOfBlank(0));
        if (paragraph > 0) {
            add(0, paragraph, "first-paragraph");
        }
        lines();
    }

    /// Each line without the mark of a list or a quotation.
    private void lines() {
        int line = 0;
        for (int count = 0; line < text.length() && count < MOST_LINES; count++) {
            int end = lineEnd(line);
            int start = endOfBlank(line, end);
            int digits = start;
            while (digits < end && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            boolean numbered =
                    digits > start && digits < end && (text.charAt(digits) == '.' || text.charAt(digits) == ')');
            start = numbered ? digits + 1 : start;
            while (start < end
                    && (text.charAt(start) == '>' || text.charAt(start) == '-' || text.charAt(start) == ' ')) {
                start++;
            }
            add(start, end, "line");
            unwrapped(start, end, "line");
            line = end + 1;
        }
    }

    /// What follows the last "ANSWER:" that opens a line, on that line, or below it where it says nothing; or
    /// what stands in `<answer>` tags.
    private void answerLine() {
        int from = -1;
        int line = 0;
        while (line < text.length()) {
            int end = lineEnd(line);
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
            int start = endOfBlank(from);
            int end = lineEnd(start);
            if (start < end) {
                add(start, end, "answer-line");
                unwrapped(start, end, "answer-line");
            }
        }
        int tag = text.indexOf("<answer>");
        int close = text.indexOf("</answer>", Math.max(tag, 0));
        if (from < 0 && tag >= 0 && close > tag) {
            add(tag + "<answer>".length(), close, "answer-line");
        }
    }

    /// What stands between the first and the last fence, without the language that the first may name.
    private void fence() {
        int open = text.indexOf("```");
        int close = text.lastIndexOf("```");
        if (open >= 0 && close >= open + 3) {
            add(open + 3, close, "code-block");
            int line = lineEnd(open);
            if (line < close) {
                add(line, close, "code-block");
            }
        }
    }

    /// Without the quotation marks or the emphasis around a range, if there are some.
    private void unwrapped(int from, int to, String rule) {
        int start = endOfBlank(from, to);
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
            add(start, end, rule);
        }
        // "**ANSWER: text**" opens before the word.
        int close = end;
        while (close > start && MARKUP.indexOf(text.charAt(close - 1)) >= 0) {
            close--;
        }
        if (close < end) {
            add(start, close, rule);
        }
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int endOfBlank(int from) {
        return endOfBlank(from, text.length());
    }

    /// Looks no further than a limit: a text of blank lines is not read again for each of them.
    private int endOfBlank(int from, int limit) {
        int at = from;
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void enclosed(String mark, String rule) {
        int open = text.indexOf(mark);
        int close = text.lastIndexOf(mark);
        if (open >= 0 && close >= open + mark.length()) {
            add(open + mark.length(), close, rule);
        }
    }

    private void add(int from, int to, String rule) {
        int start = endOfBlank(from, to);
        int end = to;
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        found.add(new Candidate(start, end, rule));
    }
}
