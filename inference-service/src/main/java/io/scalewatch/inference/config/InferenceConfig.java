package io.scalewatch.inference.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/// The settings of the worker. [ConfigCheck] holds their ranges.
@ConfigMapping(prefix = "scalewatch.inference")
public interface InferenceConfig {

    /// Prompts in work at one time, 1 to 100,000. The task-service's cap on all windows together should not be
    /// higher, or prompts of dead models keep those of living ones waiting in the topic.
    @WithDefault("8192")
    int maxInFlight();

    /// Calls at one time to one endpoint, and the size of its connection pool: 1 to 10,000.
    @WithDefault("1024")
    int maxCallsPerEndpoint();

    /// The time from a prompt's receipt to its end, all tries and waits included: 1 s to 1 day.
    @WithDefault("10m")
    Duration deadline();

    /// The time of one call, from connecting to the last byte: 1 ms to the deadline.
    @WithDefault("60s")
    Duration callTimeout();

    /// The time to connect: 1 ms to 1 min.
    @WithDefault("5s")
    Duration connectTimeout();

    /// The longest response that is read, in bytes: 1,000 to 1,000,000. A longer one is an invalid response: a
    /// completion must fit into a record.
    @WithDefault("524288")
    int maxResponseBytes();

    /// How long a prompt waits for the declaration of its endpoint, which travels on another topic: 0 to 1 min.
    @WithDefault("5s")
    Duration endpointWait();

    /// How long a worker that gives up partitions, or stops, waits for their calls before it cancels them: 0 s,
    /// and at least 5 s below `max.poll.interval.ms` of the channel `prompts`.
    @WithDefault("60s")
    Duration drain();

    /// The time between two commits of offsets: 10 ms to 1 min.
    @WithDefault("1s")
    Duration commitInterval();

    /// How far before the first uncommitted prompt the log of completions is read: 0 s to 1 h. It covers the
    /// completions of prompts that a publisher sent twice.
    @WithDefault("1m")
    Duration tailMargin();

    /// How many completed identities of a partition make up a generation, of which two are remembered: more than
    /// can be in flight, at most 10,000,000. An identity takes about 2 bytes.
    @WithDefault("250000")
    int rememberedIdentities();

    /// When a failed call is tried again.
    Retry retry();

    /// The keys of endpoints by name. A key that is not here is looked for in the environment variable of its
    /// name.
    Map<String, String> keys();

    /// Calls that a prompt may have, by what they fail with, each 1 to 100; and the waits between them.
    interface Retry {

        /// Calls until a prompt fails because the endpoint is overloaded (429, 503).
        @WithDefault("8")
        int overloaded();

        /// Calls until a prompt fails because there is no connection.
        @WithDefault("4")
        int unreachable();

        /// Calls until a prompt fails because of a 5xx status.
        @WithDefault("4")
        int serverError();

        /// Calls until a prompt fails because there is no answer in time.
        @WithDefault("2")
        int timeout();

        /// Calls until a prompt fails because the response can't be understood.
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
