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
import java.util.Set;
import java.util.stream.Stream;

/// Finds the answer in a completion, by rules in a fixed order, each with a name. The time is linear in the
/// length of the completion, whatever it holds.
public final class AnswerExtractor {

    /// How many corrections are looked behind, from the last one on.
    private static final int CORRECTIONS = 2;

    /// The rules that an introduction may satisfy: "I'll solve this in 2 steps."
    private static final Set<String> GUESSING =
            Set.of("lone-value", "last-line", "last-sentence", "object", "lone-letter", "last-word", "whole-text");

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

    /// Whether answers of a kind are looked for in the text. Those of kind `LOGPROB` are not: the model's
    /// log-probabilities tell them.
    public static boolean supports(AnswerKind kind) {
        return switch (kind) {
            case NUMBER, CHOICE, TEXT, VERBATIM, BOOLEAN, ENDING, REGEX -> true;
            case LOGPROB -> false;
        };
    }

    /// @param visible what the model said
    /// @param truncated whether it was cut at the limit of tokens
    public Extraction extract(Visible visible, boolean truncated) {
        if (!visible.reasoningClosed()) {
            return new Nothing(Why.UNCLOSED_REASONING);
        }
        if (visible.whole().text().isBlank()) {
            return new Nothing(truncated ? Why.TRUNCATED : Why.EMPTY);
        }
        if (!visible.isCut()) {
            return search(visible.text(), truncated);
        }
        return uncut(visible.whole()).orElseGet(() -> ofCut(visible, truncated));
    }

    /// A text to be repeated may itself look like a run-on: it is looked for before anything is cut.
    private Optional<Extraction> uncut(Excerpt whole) {
        if (spec.kind() != AnswerKind.VERBATIM) {
            return Optional.empty();
        }
        List<String> looking = known.stream().filter(Visible::holdsExercise).toList();
        return new VerbatimReader(looking).repeated(whole.text()).map(found -> inText(whole, found));
    }

    /// What looked like a run-on may be how the model sets out its answer, or the question, which it restates
    /// first.
    private Extraction ofCut(Visible visible, boolean truncated) {
        Extraction before = search(visible.text(), false);
        return switch (before) {
            case Nothing nothing -> search(visible.whole(), truncated);
            case Found found
            when visible.mayRestate() && isGuess(found) -> {
                Extraction whole = search(visible.whole(), truncated);
                boolean better = whole instanceof Refused || whole instanceof Found said && !isGuess(said);
                yield better ? whole : before;
            }
            case Found found -> found;
            case Refused refused -> refused;
        };
    }

    /// Whether a rule has taken what there was, rather than known an answer when it saw one.
    private boolean isGuess(Found found) {
        return GUESSING.contains(found.rule())
                || spec.kind() == AnswerKind.BOOLEAN && found.rule().equals("mention");
    }

    /// `A`, `B`, ... as many as there are choices.
    public static List<String> letters(int count) {
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < Math.min(count, 26); i++) {
            letters.add(String.valueOf((char) ('A' + i)));
        }
        return letters;
    }

    private Extraction search(Excerpt excerpt, boolean truncated) {
        return inText(excerpt, search(excerpt.words(), truncated));
    }

    private static Extraction inText(Excerpt excerpt, Extraction extraction) {
        return switch (extraction) {
            case Found found -> new Found(found.value(), excerpt.inText(found.span()), found.rule());
            case Refused refused -> new Refused(excerpt.inText(refused.span()));
            case Nothing nothing -> nothing;
        };
    }

    private Extraction search(Words words, boolean truncated) {
        return switch (spec.kind()) {
            case VERBATIM -> new VerbatimReader(known).read(words, truncated);
            case REGEX -> new PatternReader(known).read(words, truncated);
            case LOGPROB -> throw new IllegalArgumentException("no text tells an answer of kind " + spec.kind());
            case NUMBER, CHOICE, TEXT, BOOLEAN, ENDING -> corrected(words, truncated);
        };
    }

    /// What follows the last correction decides, where it says anything.
    private Extraction corrected(Words words, boolean truncated) {
        for (int cue : Corrections.lastFirst(words, CORRECTIONS)) {
            int from = words.end(cue);
            if (rules(new Words(words.text().substring(from)), truncated, true) instanceof Found found) {
                Span span = new Span(
                        from + found.span().start(), from + found.span().end());
                return new Found(found.value(), span, found.rule());
            }
        }
        return rules(words, truncated, false);
    }

    private Extraction rules(Words words, boolean truncated, boolean correction) {
        Search search = new Search(words, truncated, correction);
        boolean letters = isLetters(known);
        return switch (spec.kind()) {
            case NUMBER -> number(search, words, truncated);
            case CHOICE -> choice(search, words, letters(spec.choices().size()), spec.choices());
            case TEXT -> letters ? choice(search, words, known, List.of()) : text(search, words, correction);
            case BOOLEAN -> bool(search, words);
            case ENDING -> letters ? choice(search, words, known, List.of()) : ending(search, words, truncated);
            case VERBATIM, REGEX, LOGPROB -> throw new IllegalArgumentException("no words tell a " + spec.kind());
        };
    }

    private static Extraction number(Search search, Words words, boolean truncated) {
        NumberReader reader = new NumberReader(words);
        // Under truncation a number at the very end may lack digits.
        int trusted = truncated
                ? words.text().stripTrailing().length() - 1
                : words.text().length();
        return search.decision(() -> FinalStatements.decide(words, reader, trusted))
                .corrected("correction", () -> Corrections.value(words, reader))
                .rule("first-line", () -> Opening.line(words, reader, trusted))
                .complete("emphasis", () -> Emphasis.unique(words, reader))
                .complete("conclusion", () -> conclusion(words, reader))
                .rule("conclusion", reader::provenConclusion)
                .complete("equation", reader::equation)
                .weak("lone-value", reader::loneValue)
                .weak("last-line", () -> Sentences.lastLine(words, reader))
                .weak("last-sentence", reader::lastSentence)
                .weak("object", reader::object)
                .end();
    }

    private static Extraction choice(Search search, Words words, List<String> letters, List<String> texts) {
        ChoiceReader reader = new ChoiceReader(words, letters, texts);
        return search.decision(() -> FinalStatements.decide(words, reader, Integer.MAX_VALUE))
                .corrected("correction", () -> Corrections.value(words, reader))
                .rule("first-line", () -> Opening.line(words, reader, Integer.MAX_VALUE))
                .rule("opening-letter", reader::opening)
                .complete("emphasis", () -> Emphasis.unique(words, reader))
                .complete("conclusion", () -> conclusion(words, reader))
                .complete("predicate", reader::predicate)
                .weak("choice-letter", () -> AnswerReader.unique(reader.mentions(), 0, words.size()))
                .weak("choice-text", () -> AnswerReader.unique(reader.texts(), 0, words.size()))
                .weak("lone-letter", () -> AnswerReader.unique(reader.bareLetters(), 0, words.size()))
                .end();
    }

    private Extraction text(Search search, Words words, boolean correction) {
        TextReader reader = new TextReader(words, known);
        return search.decision(() -> FinalStatements.decideTexts(words, reader, correction || reader.mentionsAnswer()))
                .corrected("correction", () -> Corrections.value(words, reader))
                .rule("first-line", () -> Opening.line(words, reader, Integer.MAX_VALUE))
                .complete("emphasis", () -> Emphasis.unique(words, reader))
                .complete("conclusion", () -> conclusion(words, reader))
                .complete("concession", reader::concession)
                .complete("predicate", reader::predicate)
                .weak("mention", () -> AnswerReader.unique(reader.mentions(), 0, words.size()))
                .unlessRefused()
                .weak("whole-text", reader::unknownLine)
                .end();
    }

    private static Extraction bool(Search search, Words words) {
        BooleanReader reader = new BooleanReader(words);
        return search.decision(() -> FinalStatements.decide(words, reader, Integer.MAX_VALUE))
                .rule("opening", () -> reader.opening(0, Opening.sentenceEnd(words)))
                .complete("emphasis", () -> Emphasis.unique(words, reader))
                .complete("conclusion", () -> conclusion(words, reader))
                .weak("mention", () -> AnswerReader.unique(reader.mentions(), 0, words.size()))
                .end();
    }

    private Extraction ending(Search search, Words words, boolean truncated) {
        EndingReader reader = new EndingReader(words, known);
        boolean complete = !truncated;
        return search.decision(() -> FinalStatements.answerLine(words, reader::lastWords))
                .rule("quotation", reader::quotations)
                .rule("sentence-ending", () -> reader.sentences(complete))
                .unlessRefused()
                .weak(
                        "last-word",
                        () -> Sentences.firstLine(words)
                                .map(line -> reader.lastWords(line.from(), line.to()))
                                .orElse(Reading.NONE))
                .end();
    }

    private static Reading conclusion(Words words, AnswerReader reader) {
        Reading reading = Sentences.conclusion(words)
                .map(range -> reader.conclusion(range.from(), range.to()))
                .orElse(Reading.NONE);
        // Several numbers in it are no contradiction of final answers: the next rules may tell.
        return reading == Reading.SEVERAL ? Reading.NONE : reading;
    }

    /// Whether the answers are letters of choices that the prompt lists by itself.
    private static boolean isLetters(List<String> answers) {
        return !answers.isEmpty()
                && answers.stream()
                        .allMatch(answer -> answer.length() == 1 && answer.charAt(0) >= 'A' && answer.charAt(0) <= 'Z');
    }
}
