package io.scalewatch.scoring.logprob;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The classes of a sample with `s_c`, the summed log-probability of class string c after the prompt, natural
/// logarithms, not normalised by length. Definitions: the Inverse Scaling Prize (McKenzie et al. 2023, section
/// 3).
public final class ClassLogProbabilities {

    private final Map<String, Double> byClass;
    private final double coverage;

    /// @param byClass finite log-probabilities, by class
    /// @throws IllegalArgumentException if there is no class, or a value is not finite
    public ClassLogProbabilities(Map<String, Double> byClass) {
        if (byClass.isEmpty()) {
            throw new IllegalArgumentException("there are no log-probabilities of classes");
        }
        if (!byClass.values().stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("the log-probability of a class is not finite");
        }
        this.byClass = new TreeMap<>(byClass);
        this.coverage = logSumExp(
                byClass.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// The likeliest class; none where several are equally likely.
    public Optional<String> argMax() {
        double best =
                byClass.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        var likeliest = byClass.entrySet().stream()
                .filter(entry -> entry.getValue() == best)
                .map(Map.Entry::getKey)
                .toList();
        return likeliest.size() == 1 ? Optional.of(likeliest.getFirst()) : Optional.empty();
    }

    /// `logsumexp(s)`: 0 where the classes hold all that the model might have said.
    public double coverage() {
        return coverage;
    }

    /// `softmax(s)[c]`, 0 to 1.
    public double probability(String name) {
        return Math.exp(byClass.get(name) - coverage);
    }

    /// `-log softmax(s)[answer]`, at least 0.
    public double loss(String answer) {
        return Math.max(0, coverage - byClass.get(answer));
    }

    /// `log(p / (1 - p))` of the answer among the classes; for two classes `s_answer - s_other`.
    ///
    /// @return none where there is no other class
    public Optional<Double> logOdds(String answer) {
        double[] others = byClass.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(answer))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        return others.length == 0 ? Optional.empty() : Optional.of(byClass.get(answer) - logSumExp(others));
    }

    /// How much likelier, in log-odds, a prompt makes an answer than another prompt does: the `logodds` of a
    /// pair.
    public static Optional<Double> logOddsDifference(
            ClassLogProbabilities prompt, ClassLogProbabilities other, String answer) {
        return prompt.logOdds(answer).flatMap(here -> other.logOdds(answer).map(there -> here - there));
    }

    /// The same without its sign: how much the answer depends on what should not matter, `absolute_logodds`.
    public static Optional<Double> absoluteLogOddsDifference(
            ClassLogProbabilities prompt, ClassLogProbabilities other, String answer) {
        return logOddsDifference(prompt, other, answer).map(Math::abs);
    }

    /// The log-probability of a sequence: the sum of its tokens', `sequence_prob`. Its loss is minus that.
    public static double sequence(double... tokenLogProbabilities) {
        double sum = 0;
        for (double token : tokenLogProbabilities) {
            sum += token;
        }
        return sum;
    }

    /// The name of a class as the model was given it, for a name that may lack the blank at its start.
    public Optional<String> named(String name) {
        if (byClass.containsKey(name)) {
            return Optional.of(name);
        }
        return byClass.keySet().stream()
                .filter(known -> known.strip().equals(name.strip()))
                .findFirst();
    }

    /// Stable: the largest is taken out, so that nothing under- or overflows.
    private static double logSumExp(double[] values) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }
}
