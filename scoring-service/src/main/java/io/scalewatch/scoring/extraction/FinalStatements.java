package io.scalewatch.scoring.extraction;

import io.scalewatch.scoring.extraction.Statement.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Decides between the statements of a text: the last `ANSWER:` line, else a box, else a final statement; two
/// that differ are a contradiction.
final class FinalStatements {

    /// What the statements come to, and the rule.
    record Decision(Reading reading, String rule) {

        static final Decision NONE = new Decision(Reading.NONE, "");
    }

    private record Said(Statement statement, Reading reading) {}

    private FinalStatements() {}

    /// @param end how far a value may reach to be trusted, in characters
    static Decision decide(Words words, AnswerReader reader, int end) {
        return byForm(said(words, reader, end));
    }

    /// Between texts: a mere remark on the answer, "that is my final answer", is one only where nothing else
    /// is.
    ///
    /// @param elsewhere whether the answer may stand outside of the statements
    static Decision decideTexts(Words words, TextReader reader, boolean elsewhere) {
        List<Said> said = said(words, reader, Integer.MAX_VALUE);
        List<Said> asserted = said.stream()
                .filter(s ->
                        s.statement().form() != Form.FINAL_STATEMENT || !reader.isRemark(s.statement(), s.reading()))
                .toList();
        return byForm(asserted.isEmpty() && !elsewhere ? said : asserted);
    }

    private static List<Said> said(Words words, AnswerReader reader, int end) {
        List<Said> said = new ArrayList<>();
        for (Statement statement : Statements.find(words)) {
            Reading reading = reader.statement(statement.from(), statement.to());
            boolean trusted = !(reading instanceof Reading.One one) || words.end(one.to() - 1) <= end;
            if (reading != Reading.NONE && trusted) {
                said.add(new Said(statement, reading));
            }
        }
        return said;
    }

    /// What the last `ANSWER:` line says, read from its start to its end.
    static Decision answerLine(Words words, BiFunction<Integer, Integer, Reading> reader) {
        return Statements.find(words).stream()
                .filter(statement -> statement.form() == Form.ANSWER_LINE)
                .reduce((first, last) -> last)
                .map(line -> new Decision(
                        reader.apply(line.from(), words.lineEnd(line.from())),
                        line.form().rule()))
                .orElse(Decision.NONE);
    }

    private static Decision byForm(List<Said> said) {
        for (Form form : Form.values()) {
            List<Reading> readings = said.stream()
                    .filter(s -> s.statement().form() == form)
                    .map(Said::reading)
                    .toList();
            if (!readings.isEmpty()) {
                Reading decided = form == Form.ANSWER_LINE ? readings.getLast() : agreed(readings);
                return new Decision(decided, form.rule());
            }
        }
        return Decision.NONE;
    }

    private static Reading agreed(List<Reading> readings) {
        List<Reading> known = readings.stream()
                .filter(reading -> !(reading instanceof Reading.One one) || one.known())
                .toList();
        List<Reading> candidates = known.isEmpty() ? readings : known;
        Reading last = candidates.getLast();
        if (!(last instanceof Reading.One answer)) {
            return Reading.SEVERAL;
        }
        boolean same = candidates.stream()
                .allMatch(reading ->
                        reading instanceof Reading.One one && one.value().equals(answer.value()));
        return same ? last : Reading.SEVERAL;
    }
}
