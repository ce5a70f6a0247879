package io.scalewatch.scoring.extraction;

/// The part of a completion in which an answer is looked for: without the model's reasoning blocks, and without
/// what a base model runs on with after its answer.
/// Cut once, read by all.
public final class Visible {

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

    /// Their first characters in both cases: most lines need no more than a look at theirs.
    private static final String EXERCISE_OPENERS = "QqHhUu#Pp";
    /// The ones of those that a model also restates a question with.
    private static final String RESTATING_OPENERS = "QqPp";

    private final Excerpt text;
    private final Excerpt whole;
    private final boolean reasoningClosed;
    private final boolean mayRestate;

    private Visible(Excerpt text, Excerpt whole, boolean reasoningClosed, boolean mayRestate) {
        this.text = text;
        this.whole = whole;
        this.reasoningClosed = reasoningClosed;
        this.mayRestate = mayRestate;
    }

    /// Up to the run-on.
    Excerpt text() {
        return text;
    }

    /// With the run-on.
    Excerpt whole() {
        return whole;
    }

    /// Whether every reasoning block ends; if not, there is no visible answer.
    boolean reasoningClosed() {
        return reasoningClosed;
    }

    public static Visible of(String completion) {
        String whole = completion;
        int end = whole.length();
        if (mayHoldTags(whole)) {
            String lower = lower(whole);
            Tags tags = Tags.of(lower);
            char[] text = tags.blocks() == 0 ? new char[0] : whole.toCharArray();
            for (int i = 0; i < BLOCKS.length; i++) {
                boolean there = (tags.blocks() & 1 << i) != 0;
                if (there && !blank(text, lower, BLOCKS[i][0], BLOCKS[i][1])) {
                    return new Visible(Excerpt.EMPTY, Excerpt.EMPTY, false, false);
                }
            }
            whole = tags.blocks() == 0 ? whole : new String(text);
            end = Math.min(end, tags.end());
        }
        int cut = nextExercise(whole, 0, end, false);
        Excerpt all = Excerpt.of(whole);
        return new Visible(
                cut == whole.length() ? all : Excerpt.of(whole.substring(0, cut)),
                all,
                true,
                cut < end && mayRestate(whole, cut, end));
    }

    /// Whether a line of a text would be taken for the next exercise.
    static boolean holdsExercise(String text) {
        return nextExercise(text, 0, text.length(), true) < text.length();
    }

    /// Whether the model ran on, so that what stands before is complete.
    boolean isCut() {
        return text != whole;
    }

    /// Whether what is cut off may be the question that the model was asked, and its answer: it is one
    /// question, where models that run on make up several.
    boolean mayRestate() {
        return mayRestate;
    }

    private static boolean mayRestate(String text, int cut, int end) {
        int first = cut;
        while (isSpaceOrMark(text.charAt(first))) {
            first++;
        }
        int lineEnd = text.indexOf('\n', first);
        boolean question = RESTATING_OPENERS.indexOf(text.charAt(first)) >= 0;
        return question && lineEnd >= 0 && lineEnd < end && nextExercise(text, lineEnd + 1, end, true) == end;
    }

    private static boolean mayHoldTags(String text) {
        return text.indexOf('<') >= 0 || text.indexOf('[') >= 0 || text.indexOf('\u25C1') >= 0;
    }

    /// Lower case by character: the places stay.
    private static String lower(String text) {
        char[] lower = text.toCharArray();
        for (int i = 0; i < lower.length; i++) {
            char c = lower[i];
            if (c >= 'A' && c <= 'Z') {
                lower[i] = (char) (c + 32);
            }
        }
        return new String(lower);
    }

    /// Blanks the blocks of one kind; false if one does not end.
    private static boolean blank(char[] text, String lower, String open, String close) {
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

    private static void fill(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] != '\n') {
                text[i] = ' ';
            }
        }
    }

    /// What a text holds, by one look at each character.
    ///
    /// @param blocks a bit for each kind of block of which a tag is there
    /// @param end where the first end token is, or the length
    private record Tags(int blocks, int end) {

        /// What may follow the character with which a tag begins.
        private static final String SECOND = "t/rs|e";

        static Tags of(String lower) {
            int blocks = 0;
            int end = lower.length();
            for (int at = 0; at + 1 < lower.length(); at++) {
                if (!opensTag(lower.charAt(at)) || SECOND.indexOf(lower.charAt(at + 1)) < 0) {
                    continue;
                }
                for (int i = 0; i < BLOCKS.length; i++) {
                    boolean known = (blocks & 1 << i) != 0;
                    if (!known && (is(lower, at, BLOCKS[i][0]) || is(lower, at, BLOCKS[i][1]))) {
                        blocks |= 1 << i;
                    }
                }
                end = at < end && isEndToken(lower, at) ? at : end;
            }
            return new Tags(blocks, end);
        }

        private static boolean opensTag(char c) {
            return c == '<' || c == '[' || c == '\u25C1';
        }

        private static boolean isEndToken(String lower, int at) {
            for (String token : END_TOKENS) {
                if (is(lower, at, token)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean is(String lower, int at, String tag) {
            return lower.charAt(at + 1) == tag.charAt(1) && lower.startsWith(tag, at);
        }
    }

    /// Where the first line from a place on starts an exercise, or the end.
    ///
    /// @param answered whether something stands before the place
    private static int nextExercise(String text, int from, int end, boolean answered) {
        boolean content = answered;
        int lineStart = from;
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
        if (EXERCISE_OPENERS.indexOf(text.charAt(from)) < 0) {
            return false;
        }
        for (String start : NEXT_EXERCISE) {
            if (from + start.length() <= to && text.regionMatches(true, from, start, 0, start.length())) {
                return true;
            }
        }
        return false;
    }
}
