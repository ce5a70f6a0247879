package io.scalewatch.inference.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.event.FailureKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The log-probabilities of letters, from the likeliest first tokens of an answer (`top_logprobs`).
final class LetterLogProbabilities {

    /// As many as the APIs allow.
    static final int MOST = 20;

    private LetterLogProbabilities() {}

    /// Makes the answer one by classes. A letter that several tokens spell, with a blank and without, has
    /// the sum of their probabilities.
    ///
    /// @param tokens the entries of the answer's tokens, each with its `top_logprobs`
    /// @param classes single letters, with blanks or without
    /// @return a failure where a class is not among the likeliest: a part of them would make the rest look
    /// likelier
    static CallResult complete(CallResult.Answered answered, JsonNode tokens, List<String> classes) {
        JsonNode likeliest = tokens.path(0).path("top_logprobs");
        if (!likeliest.isArray() || likeliest.isEmpty()) {
            return new CallResult.Failed(
                    FailureKind.UNKNOWN_ENDPOINT, "the response tells no log-probabilities (top_logprobs)");
        }
        Map<String, Double> byClass = new LinkedHashMap<>();
        for (String name : classes) {
            double logProbability = of(name.strip(), likeliest);
            if (!Double.isFinite(logProbability)) {
                return new CallResult.Failed(
                        FailureKind.UNSCORABLE,
                        "a class is not among the " + likeliest.size() + " likeliest tokens that the endpoint told");
            }
            byClass.put(name, logProbability);
        }
        return answered.withClasses(byClass);
    }

    private static double of(String letter, JsonNode likeliest) {
        double sum = Double.NEGATIVE_INFINITY;
        for (JsonNode entry : likeliest) {
            if (entry.path("token").asText().strip().equals(letter)
                    && entry.path("logprob").isNumber()) {
                sum = logSum(sum, entry.path("logprob").doubleValue());
            }
        }
        return sum;
    }

    /// `log(e^a + e^b)`
    private static double logSum(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }
}
