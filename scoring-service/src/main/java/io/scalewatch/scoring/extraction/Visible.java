package io.scalewatch.scoring.extraction;

import java.util.Locale;

/// The part of a completion in which an answer is looked for: without the model's reasoning blocks, and without what a
/// base model runs on with after its answer.
///
/// @param text folded, a character for each of the completion up to the run-on; what does not count is blank
/// @param whole the same with the run-on
/// @param reasoningClosed whether every reasoning block ends; if not, there is no visible answer
record Visible(String text, String whole, boolean reasoningClosed) {

    /// An answer is looked for in this many characters at the end: a bound on the work for one completion.
    static final int WINDOW = 16_384;

    private static final String[][] BLOCKS = {
        {"<think>", "</think>"},
        {"<thinking>", "</thinking>"},
        {"<thought>", "</thought>"},
        {"<reasoning>", "</reasoning>"},
        {"<scratchpad>", "</scratchpad>"},
        {"<|begin_of_thought|>", "<|end_of_thought|>"},
        {"[think]", "[/think]"},
        {"\u25C1think\u25B7", "\u25C1/think\u25B7"},
    };

    private static final String[] END_TOKENS = {
        "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|end|>", "</s>", "<end_of_turn>"
    };

    /// A line that begins so, after some answer, is the next exercise, which the model made up.
    private static final String[] NEXT_EXERCISE = {"question:", "q:", "human:", "user:", "### instruction", "problem:"};

    static Visible of(String completion) {
        StringBuilder text = new StringBuilder(Folding.fold(completion));
        String lower = lower(text);
        for (String[] block : BLOCKS) {
            if (!blank(text, lower, block[0], block[1])) {
                return new Visible("", "", false);
            }
        }
        String whole = text.toString();
        int end = firstEndToken(lower);
        int cut = Math.min(end, nextExercise(whole, end));
        return new Visible(window(whole.substring(0, cut)), window(whole), true);
    }

    /// Whether the model ran on, so that what stands before is complete.
    boolean isCut() {
        return text.length() < whole.length();
    }

    /// Lower case by character: the places stay.
    private static String lower(CharSequence text) {
        char[] lower = new char[text.length()];
        for (int i = 0; i < lower.length; i++) {
            char c = text.charAt(i);
            lower[i] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return new String(lower);
    }

    /// Blanks the blocks of one kind; false if one does not end.
    private static boolean blank(StringBuilder text, String lower, String open, String close) {
        int from = 0;
        int blank = 0;
        while (true) {
            int start = lower.indexOf(open, from);
            int end = lower.indexOf(close, from);
            if (end < 0) {
                return start < 0;
            }
            from = end + close.length();
            if (start < 0 || start > end) {
                // A close without an open: the block was opened by the prompt, or blocks were nested.
                fill(text, blank, from);
                blank = from;
            } else {
                fill(text, start, from);
            }
        }
    }

    private static void fill(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }

    private static int firstEndToken(String lower) {
        int first = lower.length();
        for (String token : END_TOKENS) {
            int at = lower.indexOf(token);
            if (at >= 0) {
                first = Math.min(first, at);
            }
        }
        return first;
    }

    private static int nextExercise(CharSequence text, int end) {
        boolean content = false;
        int lineStart = 0;
        while (lineStart < end) {
            int lineEnd = lineStart;
            while (lineEnd < end && text.charAt(lineEnd) != '\n') {
                lineEnd++;
            }
            int first = lineStart;
            while (first < lineEnd && isSpaceOrMark(text.charAt(first))) {
                first++;
            }
            if (first < lineEnd) {
                if (content && startsExercise(text, first, lineEnd)) {
                    return lineStart;
                }
                content = true;
            }
            lineStart = lineEnd + 1;
        }
        return end;
    }

    private static boolean isSpaceOrMark(char c) {
        return Character.isWhitespace(c) || c == '*' || c == '_' || c == '>';
    }

    private static boolean startsExercise(CharSequence text, int from, int to) {
        String line = text.subSequence(from, Math.min(to, from + 16)).toString().toLowerCase(Locale.ROOT);
        for (String start : NEXT_EXERCISE) {
            if (line.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static String window(String text) {
        int from = text.length() - WINDOW;
        return from <= 0 ? text : " ".repeat(from) + text.substring(from);
    }
}
