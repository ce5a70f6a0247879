package io.scalewatch.scoring.extraction;

/// A place where a completion says what its answer is.
///
/// @param form how it says it; the earlier in the list of forms, the more it counts
/// @param anchor the place where it begins
/// @param from the first place of what it says
/// @param to the place after its last
record Statement(Form form, int anchor, int from, int to) {

    enum Form {
        /// A line `ANSWER: ...`; the last one counts.
        ANSWER_LINE("answer-line"),
        /// `\boxed{...}`
        BOXED("boxed"),
        /// "The answer is ...", "... is the correct answer".
        FINAL_STATEMENT("final-statement");

        private final String rule;

        Form(String rule) {
            this.rule = rule;
        }

        String rule() {
            return rule;
        }
    }
}
