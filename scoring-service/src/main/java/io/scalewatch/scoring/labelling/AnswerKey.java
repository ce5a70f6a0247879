package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.extraction.AnswerExtractor;
import io.scalewatch.scoring.extraction.Normalisation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// The accepted and the provoked answers of a sample, ready to be compared with.
public final class AnswerKey {

    /// Which label counts where an answer is listed under several: the narrower mechanism first.
    private static final List<Label> MOST_SPECIFIC_FIRST =
            List.of(Label.SYCOPHANTIC, Label.TRAP, Label.DISTRACTOR, Label.REFUSED, Label.UNPARSED, Label.OTHER_WRONG);

    /// Two decimals that differ by less in proportion are the same number.
    private static final double ROUNDING = 1e-9;

    /// @param matches whether an answer, in the form that extraction gives, is the one that the sample lists
    private record Entry(Label label, Predicate<String> matches) {}

    private final List<Entry> entries = new ArrayList<>();

    private AnswerKey(AnswerSpec spec) throws UnscorableException {
        for (String target : spec.targets()) {
            entries.add(new Entry(Label.CORRECT, matcher(spec, target)));
        }
        List<Label> labels = new ArrayList<>(spec.labels().keySet());
        labels.sort(Comparator.comparingInt(MOST_SPECIFIC_FIRST::indexOf));
        for (Label label : labels) {
            for (String answer : spec.labels().get(label)) {
                entries.add(new Entry(label, matcher(spec, answer)));
            }
        }
    }

    /// @throws UnscorableException if the specification names no answer, or an answer is not of the kind
    public static AnswerKey of(AnswerSpec spec) throws UnscorableException {
        if (spec.kind() == AnswerKind.CHOICE
                && (spec.choices().isEmpty() || spec.choices().size() > 26)) {
            throw new UnscorableException("a sample of kind CHOICE needs 1 to 26 choices");
        }
        if (spec.targets().isEmpty() && spec.labels().isEmpty()) {
            throw new UnscorableException("the sample names no answer");
        }
        return new AnswerKey(spec);
    }

    /// Correct first, then the most specific label whose answer it is, then `OTHER_WRONG`.
    ///
    /// @param answer in the form that extraction gives
    public Label labelOf(String answer) {
        for (Entry entry : entries) {
            if (entry.matches().test(answer)) {
                return entry.label();
            }
        }
        return Label.OTHER_WRONG;
    }

    private static Predicate<String> matcher(AnswerSpec spec, String listed) throws UnscorableException {
        return switch (spec.kind()) {
            case NUMBER -> number(spec, listed);
            case BOOLEAN ->
                Normalisation.polarity(listed)
                                .orElseThrow(() -> new UnscorableException(
                                        "an answer of a sample of kind BOOLEAN is neither yes nor no"))::equals;
            case CHOICE -> letter(spec, listed)::equals;
            case TEXT -> sameWords(Normalisation.text(listed));
            case ENDING -> sameWords(Normalisation.ending(listed));
            case REGEX ->
                Normalisation.pattern(listed)
                        .orElseThrow(() -> new UnscorableException(
                                "an answer of a sample of kind REGEX is no pattern in the syntax of RE2"));
            case VERBATIM -> answer -> answer.equals(listed) || answer.equals(listed.strip());
            case LOGPROB -> answer -> answer.strip().equals(listed.strip());
        };
    }

    private static Predicate<String> sameWords(String listed) {
        return answer -> listed.equals(Normalisation.ending(answer)) || listed.equals(Normalisation.text(answer));
    }

    private static Predicate<String> number(AnswerSpec spec, String listed) throws UnscorableException {
        double[] meanings = Normalisation.meanings(Normalisation.number(listed)
                .orElseThrow(() -> new UnscorableException("an answer of a sample of kind NUMBER is no number")));
        double tolerance = spec.tolerance().orElse(0.0);
        return answer -> {
            for (double said : Normalisation.meanings(answer)) {
                for (double meant : meanings) {
                    if (isClose(meant, said, tolerance)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    private static boolean isClose(double a, double b, double tolerance) {
        return Math.abs(a - b) <= Math.max(tolerance, ROUNDING * Math.max(Math.abs(a), Math.abs(b)));
    }

    private static String letter(AnswerSpec spec, String answer) throws UnscorableException {
        String letter = answer.strip();
        if (!AnswerExtractor.letters(spec.choices().size()).contains(letter)) {
            throw new UnscorableException("an answer of a sample of kind CHOICE is no letter of its choices");
        }
        return letter;
    }
}
