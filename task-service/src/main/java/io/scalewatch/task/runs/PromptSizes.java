package io.scalewatch.task.runs;

import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.plan.PlannedPrompt;
import io.scalewatch.task.plan.PromptPlan;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// How much a model reads, per prompt of a plan. Trials repeat a prompt, so they are not looked at; of very
/// many prompts, evenly spaced ones are.
///
/// @param seen how many prompts were looked at
/// @param distinct how many there are without their trials
/// @param meanTokens at 4 characters a token, which is common for English
public record PromptSizes(long seen, long distinct, double meanTokens) {

    /// So that the estimate of the largest run takes no longer than a request may.
    static final int MOST_SEEN = 20_000;

    private static final double CHARACTERS_PER_TOKEN = 4;
    /// What a chat template puts around a message, tokens.
    private static final int AROUND_MESSAGE = 8;

    static PromptSizes of(PromptPlan plan, int trials) {
        long distinct = plan.positions() / trials;
        long seen = Math.min(distinct, MOST_SEEN);
        long characters = 0;
        for (long i = 0; i < seen; i++) {
            for (Message message : messages(plan, i * distinct / seen * trials)) {
                characters += message.content().length();
            }
        }
        return new PromptSizes(seen, distinct, characters / CHARACTERS_PER_TOKEN / seen);
    }

    /// The mean of so many prompts, tokens.
    static double tokens(Collection<Integer> characters) {
        return characters.stream().mapToInt(Integer::intValue).average().orElse(0) / CHARACTERS_PER_TOKEN;
    }

    /// The most that a prompt takes, tokens, for any tokeniser: a token is at least a byte.
    public static int mostTokens(List<Message> messages) {
        int bytes = 0;
        for (Message message : messages) {
            bytes += message.content().getBytes(StandardCharsets.UTF_8).length + AROUND_MESSAGE;
        }
        return bytes;
    }

    /// Tokens of the longest prompt of all, for any tokeniser. Budgets rest on
    /// it, and the one long prompt among many thousands passes them as well as any.
    static int mostTokens(PromptPlan plan, int trials) {
        int most = 0;
        for (long position = 0; position < plan.positions(); position += trials) {
            most = Math.max(most, mostTokens(messages(plan, position)));
        }
        return most;
    }

    private static List<Message> messages(PromptPlan plan, long position) {
        PlannedPrompt prompt = plan.at(position);
        return Variant.of(prompt.variant()).orElseThrow().messages(prompt.task(), prompt.sample());
    }
}
