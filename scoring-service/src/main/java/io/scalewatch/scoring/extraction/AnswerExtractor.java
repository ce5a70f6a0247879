package io.scalewatch.scoring.extraction;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Span;
import io.scalewatch.scoring.extraction.Extraction.Found;
import io.scalewatch.scoring.extraction.Extraction.Nothing;
import io.scalewatch.scoring.extraction.Extraction.Refused;
import io.scalewatch.scoring.extraction.Extraction.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Finds the answer in a completion, by rules in a fixed order, each with a name. The time is linear in the
/// length of the completion, whatever it holds.
public final class AnswerExtractor {

    private final AnswerSpec spec;
    private final List<String> known;

    /// @param spec of one of the kinds that [#supports(AnswerKind)]
    public AnswerExtractor(AnswerSpec spec) {
        this.spec = spec;
        this.known = Stream.concat(
                        spec.targets().stream(), spec.labels().values().stream().flatMap(List::stream))
                .map(String::strip)
                .toList();
    }

    public static boolean supports(AnswerKind kind) {
        return switch (kind) {
            case NUMBER, CHOICE, TEXT, VERBATIM, BOOLEAN, ENDING -> true;
            case REGEX, LOGPROB -> false;
        };
    }

    /// @param completion what the model said
    /// @param truncated whether it was cut at the limit of tokens
    public Extraction extract(String completion, boolean truncated) {
        if (completion.isBlank()) {
            return new Nothing(truncated ? Why.TRUNCATED : Why.EMPTY);
        }
        Visible visible = Visible.of(completion);
        if (!visible.reasoningClosed()) {
            return new Nothing(Why.UNCLOSED_REASONING);
        }
        if (visible.whole().text().isBlank()) {
            return new Nothing(truncated ? Why.TRUNCATED : Why.EMPTY);
        }
        Extraction extraction = search(visible.text(), truncated && !visible.isCut());
        // What looked like a run-on may be how the model sets out its answer.
        return visible.isCut() && extraction instanceof Nothing ? search(visible.whole(), truncated) : extraction;
    }

    private Extraction search(Excerpt excerpt, boolean truncated) {
        return switch (search(excerpt.text(), truncated)) {
            case Found found -> new Found(found.value(), excerpt.inText(found.span()), found.rule());
            case Refused refused -> new Refused(excerpt.inText(refused.span()));
            case Nothing nothing -> nothing;
        };
    }

    private Extraction search(String text, boolean truncated) {
        Words words = new Words(text);
        // Under truncation a number at the very end may lack digits.
        int trusted = truncated && spec.kind() == AnswerKind.NUMBER
                ? text.stripTrailing().length() - 1
                : text.length();
        return switch (spec.kind()) {
            case NUMBER -> number(words, truncated, trusted);
            case CHOICE -> choice(words, truncated, letters(spec.choices().size()), spec.choices());
            case TEXT -> isLetters(known) ? choice(words, truncated, known, List.of()) : text(words, truncated);
            case BOOLEAN -> bool(words, truncated);
            case ENDING -> isLetters(known) ? choice(words, truncated, known, List.of()) : ending(words, truncated);
            case VERBATIM -> new VerbatimReader(known).read(text, truncated);
            case REGEX, LOGPROB -> throw new IllegalArgumentException("can't extract an answer of kind " + spec.kind());
        };
    }

    private Extraction number(Words words, boolean truncated, int trusted) {
        NumberReader reader = new NumberReader(words);
        return new Search(words, truncated)
                .decision(() -> FinalStatements.decide(words, reader, trusted))
                .rule("first-line", () -> firstLine(words, reader, trusted))
                .complete("emphasis", () -> Emphasis.unique(words, reader))
                .complete("conclusion", () -> conclusion(words, reader))
                .complete("equation", reader::lastEquation)
                .complete("lone-value", () -> AnswerReader.unique(reader.mentions(), 0, words.size()))
                .end();
    }

    private Extraction choice(Words words, boolean truncated, List<String> letters, List<String> texts) {
        ChoiceReader reader = new ChoiceReader(words, letters, texts);
        return new Search(words, truncated)
                .decision(() -> FinalStatements.decide(words, reader, Integer.MAX_VALUE))
                .rule("first-line", () -> firstLine(words, reader, Integer.MAX_VALUE))
                .rule("choice-letter", reader::opening)
                .complete("emphasis", () -> Emphasis.unique(words, reader))
                .complete("conclusion", () -> conclusion(words, reader))
                .complete("choice-letter", () -> AnswerReader.unique(reader.mentions(), 0, words.size()))
                .complete("choice-text", () -> AnswerReader.unique(reader.texts(), 0, words.size()))
                .end();
    }

    private Extraction text(Words words, boolean truncated) {
        TextReader reader = new TextReader(words, known);
        return new Search(words, truncated)
                .decision(() -> FinalStatements.decide(words, reader, Integer.MAX_VALUE))
                .rule("first-line", () -> firstLine(words, reader, Integer.MAX_VALUE))
                .complete("emphasis", () -> Emphasis.unique(words, reader))
                .complete("conclusion", () -> conclusion(words, reader))
                .complete("predicate", reader::predicate)
                .complete("mention", () -> AnswerReader.unique(reader.mentions(), 0, words.size()))
                .unlessRefused()
                .complete("whole-text", reader::unknownLine)
                .end();
    }

    private Extraction bool(Words words, boolean truncated) {
        BooleanReader reader = new BooleanReader(words);
        return new Search(words, truncated)
                .decision(() -> FinalStatements.decide(words, reader, Integer.MAX_VALUE))
                .rule("opening", () -> reader.opening(0, openingEnd(words)))
                .complete("emphasis", () -> Emphasis.unique(words, reader))
                .complete("conclusion", () -> conclusion(words, reader))
                .complete("mention", () -> AnswerReader.unique(reader.mentions(), 0, words.size()))
                .end();
    }

    private Extraction ending(Words words, boolean truncated) {
        EndingReader reader = new EndingReader(words, known);
        boolean complete = !truncated;
        return new Search(words, truncated)
                .decision(() -> answerLineEnding(words, reader))
                .rule("quotation", reader::quotations)
                .rule("sentence-ending", () -> reader.sentences(complete))
                .unlessRefused()
                .complete(
                        "last-word",
                        () -> Sentences.firstLine(words)
                                .map(line -> reader.lastWords(line.from(), line.to()))
                                .orElse(Reading.NONE))
                .end();
    }

    private static FinalStatements.Decision answerLineEnding(Words words, EndingReader reader) {
        return Statements.find(words).stream()
                .filter(statement -> statement.form() == Statement.Form.ANSWER_LINE)
                .reduce((first, last) -> last)
                .map(line -> new FinalStatements.Decision(
                        reader.lastWords(line.from(), words.lineEnd(line.from())),
                        line.form().rule()))
                .orElse(FinalStatements.Decision.NONE);
    }

    private static int openingEnd(Words words) {
        int first = words.nextContent(0, words.size());
        return first < words.size() ? words.sentenceEnd(first) : first;
    }

    private static Reading firstLine(Words words, AnswerReader reader, int trusted) {
        Reading reading = Sentences.firstLine(words)
                .map(line -> reader.exactly(line.from(), line.to()))
                .orElse(Reading.NONE);
        boolean reaches = reading instanceof Reading.One one && words.end(one.to() - 1) > trusted;
        return reaches ? Reading.NONE : reading;
    }

    private static Reading conclusion(Words words, AnswerReader reader) {
        Reading reading = Sentences.conclusion(words)
                .map(range -> reader.conclusion(range.from(), range.to()))
                .orElse(Reading.NONE);
        // Several numbers in it are no contradiction of final answers: the next rules may tell.
        return reading == Reading.SEVERAL ? Reading.NONE : reading;
    }

    /// `A`, `B`, ... as many as there are choices.
    public static List<String> letters(int count) {
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < Math.min(count, 26); i++) {
            letters.add(String.valueOf((char) ('A' + i)));
        }
        return letters;
    }

    /// Whether the answers are letters of choices that the prompt lists by itself.
    private static boolean isLetters(List<String> answers) {
        return !answers.isEmpty()
                && answers.stream()
                        .allMatch(answer -> answer.length() == 1 && answer.charAt(0) >= 'A' && answer.charAt(0) <= 'Z');
    }

    /// The rules in their order, until one decides.
    private static final class Search {

        private final Words words;
        private final boolean truncated;
        private final Optional<Span> refusal;
        private Optional<Extraction> decided = Optional.empty();
        private boolean contradictory;

        Search(Words words, boolean truncated) {
            this.words = words;
            this.truncated = truncated;
            this.refusal = Refusals.find(words);
        }

        Search decision(Supplier<FinalStatements.Decision> decide) {
            FinalStatements.Decision decision = decide.get();
            return rule(decision.rule(), decision::reading);
        }

        Search rule(String name, Supplier<Reading> read) {
            if (decided.isEmpty() && !contradictory) {
                switch (read.get()) {
                    case Reading.One one -> found(name, words.span(one.from(), one.to()), one.value());
                    case Reading.Several several -> contradictory = true;
                    case Reading.None none -> {}
                }
            }
            return this;
        }

        /// What stands in the sentence that declines is not an answer.
        private void found(String rule, Span span, String value) {
            boolean declined = refusal.filter(
                            sentence -> sentence.start() <= span.start() && span.end() <= sentence.end())
                    .isPresent();
            if (!declined) {
                decided = Optional.of(new Found(value, span, rule));
            }
        }

        /// A rule for whole texts: a truncated one may still have come to another answer.
        Search complete(String name, Supplier<Reading> read) {
            return truncated ? this : rule(name, read);
        }

        Search unlessRefused() {
            if (decided.isEmpty()) {
                decided = refusal.map(Refused::new);
            }
            return this;
        }

        Extraction end() {
            unlessRefused();
            return decided.orElseGet(
                    () -> new Nothing(contradictory ? Why.CONTRADICTORY : truncated ? Why.TRUNCATED : Why.NO_ANSWER));
        }
    }
}
