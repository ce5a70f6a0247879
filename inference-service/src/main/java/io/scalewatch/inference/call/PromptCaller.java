package io.scalewatch.inference.call;

import io.scalewatch.contracts.event.Failure;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.inference.call.ModelEndpoints.Found;
import io.scalewatch.inference.limit.Admission;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import io.scalewatch.inference.provider.TokenEstimate;
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
        long received = ticker.nanos();
        Tries tries = new Tries();
        while (true) {
            // Looked up for each try: an address that was corrected meanwhile is the one to call.
            ModelEndpoint endpoint;
            switch (endpoints.find(prompt.endpoint())) {
                case Found.Usable usable -> endpoint = usable.endpoint();
                case Found.Unusable unusable -> {
                    return failed(prompt, new Failed(FailureKind.UNKNOWN_ENDPOINT, unusable.reason()), tries);
                }
            }
            Optional<Duration> wait;
            Failed failure;
            switch (endpoint.acquire(left(received))) {
                case Admission.TimedOut _ -> {
                    return failed(prompt, deadlinePassed("while it waited for a place"), tries);
                }
                case Admission.Moved _ -> {
                    gate.beforeWait();
                    continue;
                }
                case Admission.Refused refused -> {
                    failure = refused.why();
                    tries.failing(ticker.nanos());
                    // The call that tries may take longer than the endpoint is waited for: it is let come to its end.
                    Duration more = refused.trying() ? limits.callTimeout() : Duration.ZERO;
                    wait = retries.waitWhileDown(
                            prompt.id(), failure, tries.waits() + 1, since(tries.failingSince()), more);
                }
                case Admission.Granted _ -> {
                    switch (call(prompt, endpoint, gate, trace, tries, received)) {
                        case Answered answered -> {
                            return answered(prompt, answered, endpoint, tries);
                        }
                        case Failed failed -> {
                            failure = failed;
                            tries.failing(ticker.nanos());
                            wait = retries.waitBeforeRetry(prompt.id(), tries.failures(), since(tries.failingSince()));
                        }
                    }
                    if (failure.kind() == FailureKind.TIMEOUT && left(received).isZero()) {
                        return failed(prompt, deadlinePassed("during a call"), tries);
                    }
                }
            }
            // A wait beyond the deadline would only hide what went wrong.
            if (wait.isEmpty() || wait.get().compareTo(left(received)) >= 0) {
                return failed(prompt, failure, tries);
            }
            gate.beforeWait();
            observer.retried(failure.kind());
            tries.waited();
            ticker.sleep(wait.get());
        }
    }

    /// With a place that is held; it is given back here, but for an answer's, which the gate keeps.
    private CallResult call(
            PromptIssued prompt, ModelEndpoint endpoint, CallGate gate, CallTrace trace, Tries tries, long received)
            throws InterruptedException {
        long start = ticker.nanos();
        Duration timeout = shorter(limits.callTimeout(), left(received));
        CallResult result = null;
        try {
            gate.beforeCall();
            try (CallTrace.Call call =
                    trace.begin(prompt, endpoint.address(), endpoint.provider(), tries.calls() + 1)) {
                result = endpoint.call(prompt, timeout);
                if (result instanceof Answered answered) {
                    result = asDeclared(prompt, answered);
                }
                call.cameTo(result);
            }
        } finally {
            if (result == null || wasCutShort(result, timeout, ticker.nanos() - start)) {
                endpoint.release();
            } else {
                endpoint.ended(result);
                switch (result) {
                    case Answered _ -> gate.answered(endpoint);
                    case Failed _ -> endpoint.vacate();
                }
            }
        }
        long nanos = ticker.nanos() - start;
        tries.called(result, nanos / 1_000_000);
        observer.called(result, nanos);
        return result;
    }

    /// Whether a call had no answer in what its prompt's deadline left of its time: that says nothing of the
    /// endpoint. A tenth of the time more or less does not matter: the deadline may be no longer than a call.
    private boolean wasCutShort(CallResult result, Duration timeout, long nanos) {
        return result instanceof Failed failed
                && failed.kind() == FailureKind.TIMEOUT
                // Else it was the wait for the first byte that ended it.
                && nanos >= timeout.multipliedBy(9).dividedBy(10).toNanos()
                && timeout.compareTo(limits.callTimeout().multipliedBy(9).dividedBy(10)) < 0;
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

    private PromptCompleted answered(PromptIssued prompt, Answered answer, ModelEndpoint endpoint, Tries tries) {
        TokenUsage tokens = TokenEstimate.complete(prompt, answer.text(), answer.tokens());
        return new PromptCompleted(
                prompt,
                Optional.of(answer.text()),
                Optional.empty(),
                answer.finishReason(),
                tokens,
                endpoint.prices().map(known -> known.costUsd(tokens)).orElse(0.0),
                tries.latency(),
                tries.calls(),
                answer.servedModel(),
                answer.fingerprint(),
                answer.classes(),
                clock.instant(),
                tries.failedBefore());
    }

    private PromptCompleted failed(PromptIssued prompt, Failed failure, Tries tries) {
        return failure(prompt, new Failure(failure.kind(), failure.message()), tries, clock);
    }

    /// The completion of a prompt that failed by a fault of ours, in its first call.
    public static PromptCompleted failure(PromptIssued prompt, Failure failure, Clock clock) {
        Tries tries = new Tries();
        tries.called(new Failed(failure.kind(), failure.message()), 0);
        return failure(prompt, failure, tries, clock);
    }

    private static PromptCompleted failure(PromptIssued prompt, Failure failure, Tries tries, Clock clock) {
        return new PromptCompleted(
                prompt,
                Optional.empty(),
                Optional.of(failure),
                Optional.empty(),
                TokenUsage.NONE,
                0,
                tries.latency(),
                tries.calls(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                clock.instant(),
                tries.failedBefore());
    }

    private Duration since(long received) {
        return Duration.ofNanos(ticker.nanos() - received);
    }

    private Duration left(long received) {
        Duration left = limits.deadline().minus(since(received));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
