package io.scalewatch.scoring.extraction;

/// The part of a completion in which an answer is looked for: without the model's reasoning blocks, and without
/// what a base model runs on with after its answer.
///
/// @param text folded, up to the run-on
/// @param whole the same with the run-on
/// @param reasoningClosed whether every reasoning block ends; if not, there is no visible answer
record Visible(Excerpt text, Excerpt whole, boolean reasoningClosed) {

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
        String whole = completion;
        int end = whole.length();
        if (mayHoldTags(whole)) {
            StringBuilder text = new StringBuilder(whole);
            String lower = lower(whole);
            for (String[] block : BLOCKS) {
                if (!blank(text, lower, block[0], block[1])) {
                    return new Visible(Excerpt.EMPTY, Excerpt.EMPTY, false);
                }
            }
            whole = text.toString();
            end = firstEndToken(lower);
        }
        int cut = Math.min(end, nextExercise(whole, end));
        Excerpt all = Excerpt.of(whole);
        return new Visible(cut == whole.length() ? all : Excerpt.of(whole.substring(0, cut)), all, true);
    }

    /// Whether the model ran on, so that what stands before is complete.
    boolean isCut() {
        return text != whole;
    }

    private static boolean mayHoldTags(String text) {
        return text.indexOf('<') >= 0 || text.indexOf('[') >= 0 || text.indexOf('\u25C1') >= 0;
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
        int blank = 0;
        int start = lower.indexOf(open);
        int end = lower.indexOf(close);
        while (end >= 0) {
            int after = end + close.length();
            if (start < 0 || start > end) {
                // A close without an open: the block was opened by the prompt, or blocks were nested.
                fill(text, blank, after);
                blank = after;
            } else {
                fill(text, start, after);
            }
            // Each character is looked at once: an open that is still ahead is not looked for again.
            start = start >= 0 && start < after ? lower.indexOf(open, after) : start;
            end = lower.indexOf(close, after);
        }
        return start < 0;
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

    private static int nextExercise(String text, int end) {
        boolean content = false;
        int lineStart = 0;
        while (lineStart < end) {
            int newline = text.indexOf('\n', lineStart);
            int lineEnd = newline < 0 || newline > end ? end : newline;
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

    private static boolean startsExercise(String text, int from, int to) {
        for (String start : NEXT_EXERCISE) {
            if (from + start.length() <= to && text.regionMatches(true, from, start, 0, start.length())) {
                return true;
            }
        }
        return false;
    }
}
