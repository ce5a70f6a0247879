package io.scalewatch.inference.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.contracts.event.FailedTry;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.TokenUsage;
import io.scalewatch.inference.call.ModelEndpoints.Found;
import io.scalewatch.inference.limit.Admission;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import io.scalewatch.inference.retry.RetryPolicy;
import io.scalewatch.inference.retry.RetryRule;
import io.scalewatch.inference.testing.Prompts;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PromptCallerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(60), Duration.ofSeconds(10));
    private static final RetryPolicy RETRIES = new RetryPolicy(
            Map.of(
                    FailureKind.OVERLOADED, RetryRule.within(Duration.ofSeconds(60)),
                    FailureKind.UNREACHABLE, RetryRule.within(Duration.ofSeconds(30)),
                    FailureKind.SERVER_ERROR, RetryRule.tries(3),
                    FailureKind.TIMEOUT, RetryRule.tries(100)),
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));

    private static final URI ADDRESS = URI.create("http://models.test:8080/v1");

    private final FakeTime time = new FakeTime();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final List<FailureKind> retried = new ArrayList<>();
    private final List<CallResult> called = new ArrayList<>();
    private final List<String> traced = new ArrayList<>();
    private Found found = new Found.Usable(endpoint);
    private CallGate gate = new OpenGate();
    private final PromptIssued prompt = Prompts.prompt(Prompts.id(1), "local", "model");

    @Test
    void aClosedGateKeepsACallFromBeginningAndFreesItsPlace() {
        gate = new OpenGate() {
            @Override
            public void beforeCall() throws InterruptedException {
                throw new InterruptedException();
            }
        };

        assertThatThrownBy(() -> complete(prompt)).isInstanceOf(InterruptedException.class);

        assertThat(called).isEmpty();
        assertThat(endpoint.held).isZero();
    }

    @Test
    void theGateKeepsThePlaceOfTheAnswerAndOfNothingElse() throws InterruptedException {
        List<ModelEndpoint> kept = new ArrayList<>();
        gate = new OpenGate() {
            @Override
            public void answered(ModelEndpoint endpoint) {
                kept.add(endpoint);
            }
        };
        endpoint.answers(Duration.ofSeconds(1), new Failed(FailureKind.SERVER_ERROR, "HTTP status 500"));
        endpoint.answers(Duration.ofSeconds(1), answer("model"));

        complete(prompt);

        assertThat(kept).containsExactly(endpoint);
        assertThat(endpoint.held).isEqualTo(1);
    }

    @Test
    void aClosedGateEndsTheWaitForTheNextTry() {
        endpoint.answers(Duration.ofSeconds(1), new Failed(FailureKind.SERVER_ERROR, "HTTP status 500"));
        gate = new OpenGate() {
            @Override
            public void beforeWait() throws InterruptedException {
                throw new InterruptedException();
            }
        };

        assertThatThrownBy(() -> complete(prompt)).isInstanceOf(InterruptedException.class);

        assertThat(called).hasSize(1);
        assertThat(retried).isEmpty();
    }

    @Test
    void anAnswerEndsThePrompt() throws InterruptedException {
        endpoint.answers(Duration.ofMillis(1_234), answer("model"));

        PromptCompleted completed = complete(prompt);

        assertThat(completed)
                .isEqualTo(new PromptCompleted(
                        prompt,
                        Optional.of("It is 42."),
                        Optional.empty(),
                        Optional.of(FinishReason.STOP),
                        new TokenUsage(3, 4),
                        (3 * 10 + 4 * 30) / 1e6,
                        1_234,
                        1,
                        Optional.of("model"),
                        Optional.of("fp"),
                        Map.of(),
                        NOW));
        assertThat(endpoint.held).isZero();
    }

    @Test
    void aFailureThatPassesIsTriedAgainAndOnlyTheLastCallCounts() throws InterruptedException {
        endpoint.answers(Duration.ofSeconds(9), new Failed(FailureKind.SERVER_ERROR, "HTTP status 500"));
        endpoint.answers(Duration.ofSeconds(5), new Failed(FailureKind.OVERLOADED, "HTTP status 429"));
        endpoint.answers(Duration.ofMillis(20), answer("model"));

        PromptCompleted completed = complete(prompt);

        assertThat(completed.text()).contains("It is 42.");
        assertThat(completed.tries()).isEqualTo(3);
        assertThat(completed.callLatencyMillis()).isEqualTo(20);
        assertThat(retried).containsExactly(FailureKind.SERVER_ERROR, FailureKind.OVERLOADED);
        assertThat(called).hasSize(3);
        assertThat(endpoint.released).isEqualTo(called);
        assertThat(completed.failedTries())
                .containsExactly(
                        new FailedTry(FailureKind.SERVER_ERROR, "HTTP status 500", 9_000),
                        new FailedTry(FailureKind.OVERLOADED, "HTTP status 429", 5_000));
    }

    @Test
    void theRetriesEndAndTheLastReasonStands() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            endpoint.answers(Duration.ofMillis(7), new Failed(FailureKind.SERVER_ERROR, "HTTP status 50" + i));
        }

        PromptCompleted completed = complete(prompt);

        assertFailure(completed, FailureKind.SERVER_ERROR, "HTTP status 502");
        assertThat(completed.tries()).isEqualTo(3);
        assertThat(completed.failedTries())
                .extracting(FailedTry::message)
                .containsExactly("HTTP status 500", "HTTP status 501");
        assertThat(completed.callLatencyMillis()).isEqualTo(7);
    }

    @Test
    void ofVeryManyFailuresTheLatestAreKept() throws InterruptedException {
        for (int i = 0; i < 59; i++) {
            endpoint.answers(Duration.ZERO, new Failed(FailureKind.TIMEOUT, "timeout " + i));
        }
        endpoint.answers(Duration.ZERO, answer("model"));

        PromptCompleted completed = complete(
                prompt,
                new RetryPolicy(
                        Map.of(FailureKind.TIMEOUT, RetryRule.tries(100)),
                        3,
                        Duration.ofMillis(1),
                        Duration.ofMillis(1)));

        assertThat(completed.tries()).isEqualTo(60);
        assertThat(completed.failedTries()).hasSize(32);
        assertThat(completed.failedTries().getLast().message()).isEqualTo("timeout 58");
    }

    @Test
    void anEndpointThatIsDownIsWaitedForWithoutACall() throws InterruptedException {
        Failed down = new Failed(FailureKind.UNREACHABLE, "down", Optional.of(Duration.ofSeconds(4)));
        endpoint.refusals.add(new Admission.Refused(down, false));
        endpoint.refusals.add(new Admission.Refused(down, true));
        endpoint.answers(Duration.ZERO, answer("model"));

        PromptCompleted completed = complete(prompt);

        assertThat(completed.text()).isPresent();
        assertThat(completed.tries()).isEqualTo(1);
        assertThat(time.slept)
                .hasSize(2)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5)));
    }

    /// An endpoint that hung: the call that tries may take longer than the endpoint is waited for.
    @Test
    void whoWaitsForAnEndpointThatIsDownLetsTheCallThatTriesComeToItsEnd() throws InterruptedException {
        Failed down = new Failed(FailureKind.TIMEOUT, "down", Optional.of(Duration.ofSeconds(11)));
        for (int i = 0; i < 3; i++) {
            endpoint.refusals.add(new Admission.Refused(down, true));
        }
        endpoint.answers(Duration.ZERO, answer("model"));

        assertThat(complete(prompt).text()).isPresent();
        assertThat(time.nanos)
                .as("more than 30 s")
                .isGreaterThan(Duration.ofSeconds(33).toNanos());
    }

    @Test
    void whenTheCallThatTriesHasFailedTheWaitIsOver() throws InterruptedException {
        Failed down = new Failed(FailureKind.TIMEOUT, "down", Optional.of(Duration.ofSeconds(11)));
        for (int i = 0; i < 3; i++) {
            endpoint.refusals.add(new Admission.Refused(down, true));
        }
        endpoint.refusals.add(new Admission.Refused(down, false));

        assertFailure(complete(prompt), FailureKind.TIMEOUT, "down");
    }

    @Test
    void anEndpointThatStaysDownIsAFailureOfItsKind() throws InterruptedException {
        Failed down = new Failed(FailureKind.UNREACHABLE, "down", Optional.of(Duration.ofSeconds(16)));
        endpoint.refusals.add(new Admission.Refused(down, false));
        endpoint.refusals.add(new Admission.Refused(down, false));

        PromptCompleted completed = complete(prompt);

        assertFailure(completed, FailureKind.UNREACHABLE, "down");
        assertThat(completed.tries()).isZero();
    }

    @Test
    void anEndpointThatHasMovedIsLookedUpAgain() throws InterruptedException {
        endpoint.refusals.add(Admission.MOVED);
        endpoint.answers(Duration.ZERO, answer("model"));

        assertThat(complete(prompt).text()).isPresent();
        assertThat(time.slept).isEmpty();
    }

    @Test
    void aRejectionIsNotTriedAgain() throws InterruptedException {
        endpoint.answers(Duration.ofMillis(7), new Failed(FailureKind.REJECTED, "HTTP status 400"));

        PromptCompleted completed = complete(prompt);

        assertFailure(completed, FailureKind.REJECTED, "HTTP status 400");
        assertThat(completed.tries()).isEqualTo(1);
    }

    @Test
    void retryAfterIsWaitedFor() throws InterruptedException {
        endpoint.answers(
                Duration.ZERO, new Failed(FailureKind.OVERLOADED, "busy", Optional.of(Duration.ofSeconds(12))));
        endpoint.answers(Duration.ZERO, answer("model"));

        complete(prompt);

        assertThat(time.slept).containsExactly(Duration.ofSeconds(12));
    }

    @Test
    void aWaitBeyondTheDeadlineIsNotBegun() throws InterruptedException {
        endpoint.answers(
                Duration.ofSeconds(10), new Failed(FailureKind.OVERLOADED, "a", Optional.of(Duration.ofSeconds(30))));
        endpoint.answers(
                Duration.ofSeconds(10), new Failed(FailureKind.OVERLOADED, "b", Optional.of(Duration.ofSeconds(30))));

        PromptCompleted completed = complete(prompt);

        assertFailure(completed, FailureKind.OVERLOADED, "b");
        assertThat(time.slept).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void callsGetWhatIsLeftOfTheDeadline() throws InterruptedException {
        endpoint.wait = Duration.ofSeconds(55);
        endpoint.timesOut();

        PromptCompleted completed = complete(prompt);

        assertFailure(completed, FailureKind.DEADLINE, "the deadline of PT1M passed during a call");
        assertThat(time.nanos).isEqualTo(Duration.ofSeconds(60).toNanos());
        assertThat(endpoint.held).isZero();
        assertThat(endpoint.released).as("what the endpoint is told of it").isEmpty();
    }

    @Test
    void aCallThatHadItsTimeTellsOfTheEndpoint() throws InterruptedException {
        endpoint.timesOut();
        endpoint.answers(Duration.ZERO, answer("model"));

        complete(prompt);

        assertThat(endpoint.released).isEqualTo(called).hasSize(2);
    }

    @Test
    void waitingForAPlaceCountsInTheDeadlineAndNotInTheLatency() throws InterruptedException {
        endpoint.wait = Duration.ofSeconds(59);
        endpoint.answers(Duration.ofMillis(20), answer("model"));

        PromptCompleted completed = complete(prompt);

        assertThat(completed.callLatencyMillis()).isEqualTo(20);

        endpoint.wait = Duration.ofSeconds(61);
        assertFailure(
                complete(prompt), FailureKind.DEADLINE, "the deadline of PT1M passed while it waited for a place");
        assertThat(endpoint.held).isZero();
    }

    @Test
    void anUnknownEndpointIsAFailureWithoutACall() throws InterruptedException {
        found = new Found.Unusable("no endpoint is named 'local'");

        PromptCompleted completed = complete(prompt);

        assertFailure(completed, FailureKind.UNKNOWN_ENDPOINT, "no endpoint is named 'local'");
        assertThat(completed.tries()).isZero();
        assertThat(completed.callLatencyMillis()).isZero();
    }

    @Test
    void theAnswerOfAnotherModelThanDeclaredIsAFailure() throws InterruptedException {
        PromptIssued declared = Prompts.prompt(Prompts.id(1), "local", "model", Optional.of("model-v2"));
        endpoint.answers(Duration.ZERO, answer("model-v1"));
        endpoint.answers(Duration.ZERO, answer("model-v2"));
        endpoint.answers(Duration.ZERO, answer(null));

        assertFailure(complete(declared), FailureKind.WRONG_VERSION, "expected model model-v2, answered by model-v1");
        assertThat(complete(declared).text()).isPresent();
        assertThat(complete(declared).text())
                .as("an endpoint that does not say")
                .isPresent();
    }

    @Test
    void anInterruptGivesThePromptUp() {
        endpoint.interrupted = true;

        assertThatThrownBy(() -> complete(prompt)).isInstanceOf(InterruptedException.class);
        assertThat(endpoint.held).isZero();
        assertThat(traced).containsExactly("1 begins at " + ADDRESS, "1 ends");
    }

    @Test
    void eachCallIsTracedWithWhatItCameTo() throws InterruptedException {
        endpoint.answers(Duration.ofSeconds(1), new Failed(FailureKind.OVERLOADED, "HTTP status 429"));
        endpoint.answers(Duration.ofMillis(20), answer("another"));
        PromptIssued declared = Prompts.prompt(Prompts.id(1), "local", "model", Optional.of("model-v2"));

        complete(declared);

        assertThat(traced)
                .containsExactly(
                        "1 begins at " + ADDRESS,
                        "1 comes to OVERLOADED",
                        "1 ends",
                        "2 begins at " + ADDRESS,
                        "2 comes to WRONG_VERSION",
                        "2 ends");
    }

    private CallTrace.Call trace(PromptIssued asked, URI address, String provider, int number) {
        traced.add(number + " begins at " + address);
        return new CallTrace.Call() {
            @Override
            public void cameTo(CallResult result) {
                traced.add(number + " comes to " + (result instanceof Failed failed ? failed.kind() : "an answer"));
            }

            @Override
            public void close() {
                traced.add(number + " ends");
            }
        };
    }

    private PromptCompleted complete(PromptIssued asked) throws InterruptedException {
        return complete(asked, RETRIES);
    }

    private PromptCompleted complete(PromptIssued asked, RetryPolicy retries) throws InterruptedException {
        CallObserver observer = new CallObserver() {
            @Override
            public void called(CallResult result, long nanos) {
                called.add(result);
            }

            @Override
            public void retried(FailureKind kind) {
                retried.add(kind);
            }
        };
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new PromptCaller(name -> found, retries, LIMITS, observer, clock, time)
                .complete(asked, gate, this::trace);
    }

    private static Answered answer(String servedModel) {
        return new Answered(
                "It is 42.",
                Optional.of(FinishReason.STOP),
                new TokenUsage(3, 4),
                Optional.ofNullable(servedModel),
                Optional.of("fp"),
                Optional.empty());
    }

    private static void assertFailure(PromptCompleted completed, FailureKind kind, String message) {
        assertThat(completed.text()).isEmpty();
        assertThat(completed.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.message()).isEqualTo(message);
        });
    }

    private static final class FakeTime implements Ticker {

        private long nanos;
        private final List<Duration> slept = new ArrayList<>();

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void sleep(Duration duration) {
            slept.add(duration);
            nanos += duration.toNanos();
        }
    }

    private final class FakeEndpoint implements ModelEndpoint {

        private final Queue<Scripted> script = new ArrayDeque<>();
        private Duration wait = Duration.ZERO;
        private final Queue<Admission> refusals = new ArrayDeque<>();
        private final List<CallResult> released = new ArrayList<>();
        private boolean interrupted;
        private int held;

        private record Scripted(Optional<Duration> after, CallResult result) {}

        void answers(Duration after, CallResult result) {
            script.add(new Scripted(Optional.of(after), result));
        }

        void timesOut() {
            script.add(new Scripted(Optional.empty(), new Failed(FailureKind.TIMEOUT, "no answer")));
        }

        @Override
        public URI address() {
            return ADDRESS;
        }

        @Override
        public String provider() {
            return "openai";
        }

        @Override
        public Optional<Prices> prices() {
            return Optional.of(new Prices(10, 30));
        }

        @Override
        public Admission acquire(Duration atMost) {
            if (!refusals.isEmpty()) {
                return refusals.remove();
            }
            boolean inTime = wait.compareTo(atMost) <= 0;
            time.nanos += (inTime ? wait : atMost).toNanos();
            held += inTime ? 1 : 0;
            return inTime ? Admission.GRANTED : Admission.TIMED_OUT;
        }

        @Override
        public void ended(CallResult result) {
            released.add(result);
        }

        @Override
        public void vacate() {
            held--;
        }

        @Override
        public void release() {
            held--;
        }

        @Override
        public CallResult call(PromptIssued asked, Duration timeout) throws InterruptedException {
            if (interrupted) {
                throw new InterruptedException();
            }
            Scripted next = script.remove();
            time.nanos += next.after().orElse(timeout).toNanos();
            return next.result();
        }
    }

    /// Lets everything go on.
    private static class OpenGate implements CallGate {

        @Override
        public void beforeCall() throws InterruptedException {}

        @Override
        public void beforeWait() throws InterruptedException {}

        @Override
        public void answered(ModelEndpoint endpoint) {
            endpoint.vacate();
        }
    }
}
