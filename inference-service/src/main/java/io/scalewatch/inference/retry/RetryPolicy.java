package io.scalewatch.inference.retry;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.inference.provider.CallResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Whether, and after which wait, a failed call is tried again. The wait is what the endpoint asked for, up to
/// a cap; else it doubles with each try, with jitter, so that prompts that failed together don't come back
/// together. The jitter is drawn from the prompt's identity: the same prompt waits alike on every replay.
public final class RetryPolicy {

    private final Map<FailureKind, Integer> tries;
    private final Duration firstWait;
    private final Duration longestWait;

    /// @param tries how many calls a prompt may have that ends in this kind of failure; a kind that is absent
    /// is not
    ///     tried again
    /// @param firstWait before the second try, without jitter; positive
    /// @param longestWait the cap of every wait, also of what an endpoint asks for
    public RetryPolicy(Map<FailureKind, Integer> tries, Duration firstWait, Duration longestWait) {
        this.tries = new EnumMap<>(FailureKind.class);
        this.tries.putAll(tries);
        this.firstWait = firstWait;
        this.longestWait = longestWait;
    }

    /// The wait before the next try, or nothing if the failure is for good.
    ///
    /// @param made calls made so far, this one included
    public Optional<Duration> waitBeforeRetry(PromptId prompt, CallResult.Failed failure, int made) {
        if (made >= tries.getOrDefault(failure.kind(), 1)) {
            return Optional.empty();
        }
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        Duration wait = longer(asked, backoff(prompt, made));
        return Optional.of(wait.compareTo(longestWait) > 0 ? longestWait : wait);
    }

    /// Between half of the doubled wait and all of it.
    private Duration backoff(PromptId prompt, int made) {
        double doubled = firstWait.toMillis() * Math.pow(2, made - 1);
        double capped = Math.min(doubled, longestWait.toMillis());
        long seed = prompt.runId().getMostSignificantBits()
                ^ Long.rotateLeft(prompt.runId().getLeastSignificantBits(), 31)
                ^ prompt.index() * 0x9E3779B97F4A7C15L
                ^ (long) prompt.attempt() << 32
                ^ made;
        double jitter = 0.5 + new SplittableRandom(seed).nextDouble() / 2;
        return Duration.ofMillis(Math.round(capped * jitter));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
