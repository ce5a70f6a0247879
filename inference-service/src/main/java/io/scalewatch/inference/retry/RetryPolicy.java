package io.scalewatch.inference.retry;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.inference.provider.CallResult.Failed;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Whether, and after which wait, a failed call is tried again. The wait is what the endpoint asked for, up
/// to a cap; else it doubles with each try, with jitter, so that prompts that failed together don't come back
/// together. The jitter is drawn from the prompt's identity: the same prompt waits alike on every replay.
public final class RetryPolicy {

    private final Map<FailureKind, RetryRule> rules;
    private final int same;
    private final Duration firstWait;
    private final Duration longestWait;

    /// @param rules by kind of failure; a kind that is absent is not tried again
    /// @param same calls in a row that may fail alike, byte for byte: what a server says three times to the
    ///     same request it will go on saying
    /// @param firstWait before the second try, without jitter; positive
    /// @param longestWait the cap of every wait, also of what an endpoint asks for
    public RetryPolicy(Map<FailureKind, RetryRule> rules, int same, Duration firstWait, Duration longestWait) {
        this.rules = new EnumMap<>(FailureKind.class);
        this.rules.putAll(rules);
        this.same = same;
        this.firstWait = firstWait;
        this.longestWait = longestWait;
    }

    /// The wait before the next try, or nothing if the failure is for good.
    ///
    /// @param failures of the calls so far, the last one last; not empty
    /// @param elapsed since the first of them was known
    public Optional<Duration> waitBeforeRetry(PromptId prompt, List<Failed> failures, Duration elapsed) {
        Failed last = failures.getLast();
        RetryRule rule = rules.getOrDefault(last.kind(), RetryRule.tries(1));
        Duration wait = waitAfter(prompt, last, failures.size());
        boolean again = switch (rule) {
            case RetryRule.Tries(int most) ->
                failures.stream().filter(failed -> failed.kind() == last.kind()).count() < most;
            case RetryRule.Within(Duration time) -> elapsed.plus(wait).compareTo(time) <= 0;
        };
        return again && !isDeterministic(failures) ? Optional.of(wait) : Optional.empty();
    }

    /// The wait until an endpoint that is down is tried again, or nothing if that takes too long. It does not
    /// double: whoever waits calls nobody, and is to go on soon after the endpoint is back.
    ///
    /// @param down what its calls failed with, and how long it is left alone
    /// @param waits how often the prompt has waited or been called, this time included
    /// @param more time than for an endpoint that can't be reached
    public Optional<Duration> waitWhileDown(PromptId prompt, Failed down, int waits, Duration elapsed, Duration more) {
        if (!(rules.get(FailureKind.UNREACHABLE) instanceof RetryRule.Within(Duration time))) {
            return Optional.empty();
        }
        Duration jitter = Duration.ofMillis(Math.round(firstWait.toMillis() * jitter(prompt, waits)));
        Duration wait = shorter(down.retryAfter().orElse(Duration.ZERO).plus(jitter), longestWait);
        return elapsed.plus(wait).compareTo(time.plus(more)) <= 0 ? Optional.of(wait) : Optional.empty();
    }

    private Duration waitAfter(PromptId prompt, Failed failure, int made) {
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        return shorter(longer(asked, backoff(prompt, made)), longestWait);
    }

    /// Only of what the server itself says is an error: a 429 is no property of the request.
    private boolean isDeterministic(List<Failed> failures) {
        Failed last = failures.getLast();
        return last.kind() == FailureKind.SERVER_ERROR
                && failures.size() >= same
                && failures.subList(failures.size() - same, failures.size()).stream()
                        .allMatch(last::isLike);
    }

    /// Between half of the doubled wait and all of it.
    private Duration backoff(PromptId prompt, int made) {
        double doubled = firstWait.toMillis() * Math.pow(2, made - 1);
        double capped = Math.min(doubled, longestWait.toMillis());
        return Duration.ofMillis(Math.round(capped * jitter(prompt, made)));
    }

    /// Between a half and 1.
    private static double jitter(PromptId prompt, int made) {
        long seed = prompt.runId().getMostSignificantBits()
                ^ Long.rotateLeft(prompt.runId().getLeastSignificantBits(), 31)
                ^ prompt.index() * 0x9E3779B97F4A7C15L
                ^ (long) prompt.attempt() << 32
                ^ made;
        return 0.5 + new SplittableRandom(seed).nextDouble() / 2;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
