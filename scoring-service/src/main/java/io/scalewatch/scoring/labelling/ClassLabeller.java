package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.ClassLikelihood;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.scoring.extraction.Extraction;
import io.scalewatch.scoring.logprob.ClassLogProbabilities;
import java.util.Map;
import java.util.Optional;

/// Labels the class that a model took for the likeliest.
final class ClassLabeller {

    static final String RULE = "log-probability";

    /// @param verdict the label; equally likely classes are contradictory
    record Classified(Verdict verdict, ClassLikelihood likelihood) {}

    /// @param byClass log-probabilities by class
    /// @throws UnscorableException if the specification or the log-probabilities can't be used
    Classified label(AnswerSpec spec, Map<String, Double> byClass) throws UnscorableException {
        AnswerKey key = AnswerKey.of(spec);
        long missing = spec.choices().stream()
                .filter(name -> !byClass.containsKey(name))
                .count();
        if (missing > 0 && !byClass.isEmpty()) {
            // The likeliest of some is not the likeliest.
            throw new UnscorableException("the completion lacks the log-probabilities of " + missing + " of "
                    + spec.choices().size() + " classes");
        }
        ClassLogProbabilities classes = classes(byClass);
        Optional<String> answer = spec.targets().stream()
                .flatMap(target -> classes.named(target).stream())
                .findFirst();
        if (answer.isEmpty() && !spec.targets().isEmpty()) {
            throw new UnscorableException("the completion has no log-probability of the sample's target");
        }
        Optional<String> likeliest = classes.argMax();
        double probability = likeliest
                .map(classes::probability)
                .orElseGet(() -> byClass.keySet().stream()
                        .mapToDouble(classes::probability)
                        .max()
                        .orElseThrow());
        ClassLikelihood likelihood = new ClassLikelihood(
                Math.min(1, probability),
                classes.coverage(),
                answer.map(classes::loss),
                answer.flatMap(classes::logOdds));
        Verdict verdict = likeliest
                .map(name -> new Verdict(
                        key.labelOf(name),
                        Optional.of(name),
                        Optional.empty(),
                        Optional.of(RULE),
                        Optional.empty(),
                        Optional.empty()))
                .orElseGet(() -> new Verdict(
                        Label.UNPARSED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Extraction.Why.CONTRADICTORY.text()),
                        Optional.empty()));
        return new Classified(verdict, likelihood);
    }

    private static ClassLogProbabilities classes(Map<String, Double> byClass) throws UnscorableException {
        try {
            return new ClassLogProbabilities(byClass);
        } catch (IllegalArgumentException e) {
            throw new UnscorableException("a sample of kind LOGPROB needs log-probabilities: " + e.getMessage());
        }
    }
}
