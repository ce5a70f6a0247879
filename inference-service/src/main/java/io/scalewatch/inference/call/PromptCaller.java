package io.scalewatch.inference.call;

import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.inference.call.ModelEndpoints.Found;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import io.scalewatch.inference.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Brings a prompt to its end: an answer, or a failure for good, always within the deadline.
public final class PromptCaller {

    private final ModelEndpoints endpoints;
    private final RetryPolicy retries;
    private final CallLimits limits;
    private final CallObserver observer;
    private final Clock clock;
    private final Ticker ticker;

    public PromptCaller(
            ModelEndpoints endpoints,
            RetryPolicy retries,
            CallLimits limits,
            CallObserver observer,
            Clock clock,
            Ticker ticker) {
        this.endpoints = endpoints;
        this.retries = retries;
        this.limits = limits;
        this.observer = observer;
        this.clock = clock;
        this.ticker = ticker;
    }

    /// Calls the prompt's model, again where that is worth it. Blocks; meant for a virtual thread.
    ///
    /// @param gate asked before each call and each wait
    /// @param trace told of each call
    /// @throws InterruptedException if the worker gives the prompt up: then nothing is known of it
    public PromptCompleted complete(PromptIssued prompt, CallGate gate, CallTrace trace) throws InterruptedException {
        long deadline = ticker.nanos() + limits.deadline().toNanos();
        long latency = 0;
        for (int made = 1; ; made++) {
            // Looked up for each try: an address that was corrected meanwhile is the one to call.
            ModelEndpoint endpoint;
            switch (endpoints.find(prompt.endpoint())) {
                case Found.Usable usable -> endpoint = usable.endpoint();
                case Found.Unusable unusable -> {
                    Failed failure = new Failed(FailureKind.UNKNOWN_ENDPOINT, unusable.reason());
                    return failed(prompt, failure, latency, made - 1);
                }
            }
            if (!endpoint.acquire(left(deadline))) {
                return failed(prompt, deadlinePassed("while it waited for a place"), latency, made - 1);
            }
            long start = ticker.nanos();
            CallResult result;
            long nanos;
            try {
                gate.beforeCall();
                try (CallTrace.Call call = trace.begin(prompt, endpoint.address(), endpoint.provider(), made)) {
                    result = endpoint.call(prompt, shorter(limits.callTimeout(), left(deadline)));
                    nanos = ticker.nanos() - start;
                    if (result instanceof Answered answered) {
                        result = asDeclared(prompt, answered);
                    }
                    call.cameTo(result);
                }
            } finally {
                endpoint.release();
            }
            latency = nanos / 1_000_000;
            observer.called(result, nanos);
            switch (result) {
                case Answered answered -> {
                    return answered(prompt, answered, endpoint.prices(), latency, made);
                }
                case Failed failure -> {
                    Duration left = left(deadline);
                    if (failure.kind() == FailureKind.TIMEOUT && left.isZero()) {
                        return failed(prompt, deadlinePassed("during a call"), latency, made);
                    }
                    Optional<Duration> wait = retries.waitBeforeRetry(prompt.id(), failure, made);
                    // A wait beyond the deadline would only hide what went wrong.
                    if (wait.isEmpty() || wait.get().compareTo(left) >= 0) {
                        return failed(prompt, failure, latency, made);
                    }
                    gate.beforeWait();
                    observer.retried(failure.kind());
                    ticker.sleep(wait.get());
                }
            }
        }
    }

    /// Where the version declares which model serves it, the answer of another is a failure.
    private static CallResult asDeclared(PromptIssued prompt, Answered answered) {
        if (prompt.servedModel().isEmpty()
                || answered.servedModel().isEmpty()
                || prompt.servedModel().equals(answered.servedModel())) {
            return answered;
        }
        return new Failed(
                FailureKind.WRONG_VERSION,
                "expected model " + prompt.servedModel().get() + ", answered by "
                        + abbreviated(answered.servedModel().get()));
    }

    private static String abbreviated(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "...";
    }

    private Failed deadlinePassed(String when) {
        return new Failed(FailureKind.DEADLINE, "the deadline of " + limits.deadline() + " passed " + when);
    }

    private PromptCompleted answered(
            PromptIssued prompt, Answered answer, Optional<Prices> prices, long latency, int tries) {
        return new PromptCompleted(
                prompt,
                Optional.of(answer.text()),
                Optional.empty(),
                answer.finishReason(),
                answer.tokens(),
                prices.map(known -> known.costUsd(answer.tokens())).orElse(0.0),
                latency,
                tries,
                answer.servedModel(),
                answer.fingerprint(),
                answer.classes(),
                clock.instant());
    }

    private PromptCompleted failed(PromptIssued prompt, Failed failure, long latency, int tries) {
        return failure(prompt, new Failure(failure.kind(), failure.message()), latency, tries, clock);
    }

    /// The completion of a prompt that failed.
    ///
    /// @param latency of the last call, milliseconds
    /// @param tries calls made
    public static PromptCompleted failure(PromptIssued prompt, Failure failure, long latency, int tries, Clock clock) {
        return new PromptCompleted(
                prompt,
                Optional.empty(),
                Optional.of(failure),
                Optional.empty(),
                TokenUsage.NONE,
                0,
                latency,
                tries,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                clock.instant());
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - ticker.nanos()));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
