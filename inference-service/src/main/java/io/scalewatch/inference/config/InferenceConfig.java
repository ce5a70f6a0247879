package io.scalewatch.inference.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of the worker. [ConfigCheck] holds their ranges.
@ConfigMapping(prefix = "scalewatch.inference")
public interface InferenceConfig {

    /// Prompts in work at one time, 1 to 100,000. The task-service's cap on all windows together should not
    /// be higher, or prompts of dead models keep those of living ones waiting in the topic.
    @WithDefault("8192")
    int maxInFlight();

    /// The most calls at one time to one endpoint, and the size of its connection pool: 1 to 10,000. How
    /// many there are is learned from its answers.
    @WithDefault("1024")
    int maxCallsPerEndpoint();

    /// The time from a prompt's receipt to its end, all tries and waits included: 1 s to 1 day.
    @WithDefault("10m")
    Duration deadline();

    /// The time of one call, from connecting to the last byte: 1 ms to the deadline.
    @WithDefault("60s")
    Duration callTimeout();

    /// The time of one call until something of the response comes: 1 ms to 1 day. The call's where nothing is
    /// said: a response that is not streamed comes when all of it is there.
    Optional<Duration> firstByteTimeout();

    /// The time to connect: 1 ms to 1 min.
    @WithDefault("5s")
    Duration connectTimeout();

    /// The longest answer that is kept, in bytes: 1,000 to 1,048,576. A longer one is cut, with a mark, and
    /// counts as cut at the limit of tokens. A response four times as long is not read: it is an invalid one.
    @WithDefault("1048576")
    int maxResponseBytes();

    /// How long a prompt waits for the declaration of its endpoint, which travels on another topic: 0 to 1
    /// min.
    @WithDefault("5s")
    Duration endpointWait();

    /// How long a worker that gives up partitions, or stops, waits for their calls before it cancels them: 0
    /// s, and at least 5 s below `max.poll.interval.ms` of the channel `prompts`.
    @WithDefault("60s")
    Duration drain();

    /// The time between two commits of offsets: 10 ms to 1 min.
    @WithDefault("1s")
    Duration commitInterval();

    /// How far before the first uncommitted prompt the log of completions is read: 0 s to 1 h. It covers the
    /// completions of prompts that a publisher sent twice.
    @WithDefault("1m")
    Duration tailMargin();

    /// How many completed identities of a partition make up a generation, of which two are remembered: more
    /// than can be in flight, at most 10,000,000. An identity takes about 2 bytes.
    @WithDefault("250000")
    int rememberedIdentities();

    /// How many calls an endpoint gets at one time.
    Limit limit();

    /// When a failed call is tried again.
    Retry retry();

    /// The keys of endpoints by name. A key that is not here is looked for in a file of its name in the
    /// directory of keys, and then in the environment variable of its name.
    Map<String, String> keys();

    /// A directory with keys, a file each, as Kubernetes mounts Secrets. A file that changes is read again
    /// within seconds.
    Optional<String> keyDirectory();

    /// Where models may be called, such as `https://api.openai.com/v1` or `http://*.models.internal:8000`:
    /// endpoints with other addresses are not called. Every address where nothing is said.
    Optional<List<String>> allowedUrls();

    /// Says that settings of `quarkus.tls` or `quarkus.rest-client` are meant that switch off the
    /// verification of whom keys and prompts are sent to. Without it such settings end the start.
    @WithDefault("false")
    boolean unverifiedTls();

    /// Each endpoint has limits of its own, in each worker.
    interface Limit {

        /// Calls at one time to begin with, 1 to 10,000. They double in the time of a call until one is too
        /// much.
        @WithDefault("64")
        int first();

        /// The time between two cuts after answers with 429, 1 ms to 1 min; an endpoint asks for more with
        /// Retry-After.
        @WithDefault("1s")
        Duration cooldown();

        /// The time without a 429 after which the calls at one time double again: the cooldown to 1 h.
        @WithDefault("5s")
        Duration quiet();

        /// Calls that fail in a row (no connection, no answer in time, 5xx) until the endpoint is down: 1 to
        /// 10,000.
        @WithDefault("50")
        int downAfter();

        /// For how long an endpoint that is down is not called at first; it doubles until a call that tries
        /// is answered: 1 ms to 1 min.
        @WithDefault("1s")
        Duration downFor();

        /// The longest time that an endpoint that is down is not called: the first to 1 h.
        @WithDefault("15s")
        Duration downAtMost();
    }

    /// What is tried again for how long or how often, and the waits between. 400, 401, 403, 404, 413 and
    /// their like are never tried again.
    interface Retry {

        /// For how long a prompt is tried again while the endpoint is overloaded (429, 503): 0 s to 1 day.
        /// The deadline is stricter.
        @WithDefault("5m")
        Duration overloadedFor();

        /// For how long a prompt is tried again while there is no connection, or the endpoint is down: 0 s
        /// to 1 day. A call that tries whether it is still down is let come to its end. The deadline is
        /// stricter.
        @WithDefault("30s")
        Duration unreachableFor();

        /// Calls of a prompt that may end with a 5xx status, 1 to 32.
        @WithDefault("5")
        int serverError();

        /// Calls in a row that may end with the very same 5xx response, 1 to 32.
        @WithDefault("3")
        int sameServerError();

        /// Calls of a prompt that may have no answer in time, 1 to 32.
        @WithDefault("2")
        int timeout();

        /// Calls of a prompt whose response may be no answer, 1 to 32.
        @WithDefault("2")
        int invalidResponse();

        /// The wait before the second call; it doubles from call to call, with jitter: 1 ms to 1 min.
        @WithDefault("250ms")
        Duration firstWait();

        /// The longest wait, also where an endpoint asks for more with Retry-After: the first wait to 1 h.
        @WithDefault("30s")
        Duration longestWait();
    }
}
