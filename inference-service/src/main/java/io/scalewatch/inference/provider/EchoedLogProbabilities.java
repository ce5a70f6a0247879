package io.scalewatch.inference.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;

/// The log-probability of a text at the end of an echoed prompt: the sum of its tokens'.
///
/// The tokens are found from the end, by what they spell. The offsets that come with them can't be relied
/// upon: servers count the token that begins a sequence, or what a part of a character decodes to, as text.
final class EchoedLogProbabilities {

    private EchoedLogProbabilities() {}

    /// @param tokens of the prompt, and what was generated behind it
    /// @param logProbabilities of each, the first one's null
    /// @param generated how many were generated, as the response counts them
    /// @param text what the prompt ends with
    /// @return nothing where no row of tokens spells the text: one of them spans its beginning, for example
    static OptionalDouble ofEnd(JsonNode tokens, JsonNode logProbabilities, long generated, String text) {
        if (!tokens.isArray() || tokens.size() != logProbabilities.size()) {
            return OptionalDouble.empty();
        }
        // Some servers count a token that ends the generation, and leave it out of the list.
        for (long behind : new long[] {generated, 1, 0}) {
            OptionalDouble sum = upTo((int) (tokens.size() - behind), tokens, logProbabilities, text);
            if (sum.isPresent()) {
                return sum;
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble upTo(int end, JsonNode tokens, JsonNode logProbabilities, String text) {
        StringBuilder spelled = new StringBuilder();
        double sum = 0;
        for (int i = end - 1; i >= 0 && spelled.length() < text.length(); i--) {
            if (!logProbabilities.path(i).isNumber()) {
                return OptionalDouble.empty();
            }
            spelled.insert(0, tokens.path(i).asText());
            sum += logProbabilities.path(i).doubleValue();
            if (text.contentEquals(spelled)) {
                return OptionalDouble.of(sum);
            }
            // A tokenizer that marks the beginnings of words loses the blank of a token that it decodes alone.
            if (text.startsWith(" ")
                    && text.substring(1).contentEquals(spelled)
                    && !tokens.path(i - 1).asText().isBlank()) {
                return OptionalDouble.of(sum);
            }
        }
        return OptionalDouble.empty();
    }
}
