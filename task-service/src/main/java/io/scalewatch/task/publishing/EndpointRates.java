package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.RateLimits;
import io.scalewatch.task.publishing.Pacer.Portion;
import io.scalewatch.task.publishing.Pacer.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// Holds what is published to the endpoints' requests and tokens per minute, for all workers together: each
/// endpoint is published by the one instance that holds it. A bucket per endpoint and limit fills evenly,
/// and holds a second's worth, so that what waited is not made up for in a burst. What is published and not
/// scored is bounded as well, by what the limit allows in the time of a call and a few seconds: workers that were
/// stopped send what has waited for them at once. Each model has its part of that: one that hangs holds no more.
///
/// How many requests a prompt takes is known when it is made: until then it is taken for the most that one of
/// its run takes. Its tokens are known only afterwards. It is taken for the mean of its model's answers in the
/// run; while none is counted, for the most that it may take. Workers' own repeats of a call are not in it. Not
/// thread-safe.
final class EndpointRates {

    private static final double NANOS_PER_MINUTE = 60e9;
    /// Beside the call's: from the publishing to the worker, and from its answer to the count of its score.
    private static final double WAY_SECONDS = 5;

    private final Map<String, Buckets> endpoints = new HashMap<>();

    private static final class Bucket {

        private final double perMinute;
        private double level;
        private long filledNanos;

        Bucket(double perMinute, long nowNanos) {
            this.perMinute = perMinute;
            this.filledNanos = nowNanos;
        }

        void fill(long nowNanos) {
            level = Math.min(most(), level + perMinute * (nowNanos - filledNanos) / NANOS_PER_MINUTE);
            filledNanos = nowNanos;
        }

        /// A second's worth; of few a minute more than one, or what comes in while the publisher looks elsewhere
        /// is lost.
        private double most() {
            return Math.max(2, perMinute / 60);
        }

        /// How many prompts there is room for that take so much each. One that takes more than it ever holds goes
        /// when it is full, and is paid off.
        long room(double each) {
            return level >= most() ? Math.max(1, (long) (level / each)) : (long) Math.max(0, level / each);
        }

        /// How many such prompts may be out.
        double mostOut(double latencySeconds, double each) {
            return perMinute / 60 * (latencySeconds + WAY_SECONDS) / each;
        }
    }

    /// What an endpoint's models have out.
    ///
    /// @param byModel prompts, of models that have any
    /// @param latencySeconds of the slowest one's calls
    private record Out(Map<ModelOnEndpoint, Long> byModel, double latencySeconds) {

        static Out of(String endpoint, List<Standing> standings) {
            Map<ModelOnEndpoint, Long> byModel = new HashMap<>();
            double latency = 0;
            for (Standing standing : standings) {
                if (standing.model().endpoint().equals(endpoint)) {
                    if (standing.outstanding() > 0) {
                        byModel.merge(standing.model(), standing.outstanding(), Long::sum);
                    }
                    latency = Math.max(latency, standing.latencySeconds());
                }
            }
            return new Out(byModel, latency);
        }

        long prompts() {
            return byModel.values().stream().mapToLong(Long::longValue).sum();
        }

        /// What is left to each model of its part of what may be out, so that one that hangs does not fill it.
        List<Portion> leftTo(List<Portion> portions, double most) {
            Set<ModelOnEndpoint> models = new HashSet<>(byModel.keySet());
            portions.forEach(portion -> models.add(portion.of().model()));
            long part = (long) Math.ceil(most / models.size());
            Map<ModelOnEndpoint, Long> left = new HashMap<>();
            models.forEach(model -> left.put(model, Math.max(0, part - byModel.getOrDefault(model, 0L))));
            List<Portion> within = new ArrayList<>();
            for (Portion portion : portions) {
                Portion cut = portion.atMost(left.get(portion.of().model()));
                left.merge(portion.of().model(), -cut.prompts(), Long::sum);
                if (cut.prompts() > 0) {
                    within.add(cut);
                }
            }
            return within;
        }
    }

    /// @param requests absent where they are not limited, as tokens are
    /// @param turn whose the next is of what can't be shared evenly
    private record Buckets(RateLimits limits, Optional<Bucket> requests, Optional<Bucket> tokens, AtomicInteger turn) {

        static Buckets of(RateLimits limits, long nowNanos) {
            return new Buckets(
                    limits,
                    limits.requestsPerMinute().map(perMinute -> new Bucket(perMinute, nowNanos)),
                    limits.tokensPerMinute().map(perMinute -> new Bucket(perMinute, nowNanos)),
                    new AtomicInteger());
        }

        void fill(long nowNanos) {
            requests.ifPresent(bucket -> bucket.fill(nowNanos));
            tokens.ifPresent(bucket -> bucket.fill(nowNanos));
        }
    }

    /// Cuts down what is wanted of endpoints that are limited, the same part of every portion.
    ///
    /// @param requests that a prompt takes at most
    /// @param standings of all models
    List<Portion> within(
            List<Portion> wanted, ToIntFunction<ModelOfRun> requests, List<Standing> standings, long nowNanos) {
        Map<String, List<Portion>> byEndpoint = new LinkedHashMap<>();
        wanted.forEach(portion -> byEndpoint
                .computeIfAbsent(portion.of().model().endpoint(), endpoint -> new ArrayList<>())
                .add(portion));
        List<Portion> within = new ArrayList<>();
        byEndpoint.forEach((endpoint, portions) -> {
            Buckets buckets = buckets(endpoint, portions, nowNanos);
            within.addAll(
                    buckets.limits().equals(RateLimits.NONE)
                            ? portions
                            : cut(buckets, portions, requests, Out.of(endpoint, standings)));
        });
        return within;
    }

    /// These were published.
    ///
    /// @param requests that they take in all, by endpoint
    void published(List<Portion> portions, Map<String, Long> requests) {
        requests.forEach((endpoint, number) -> Optional.ofNullable(endpoints.get(endpoint))
                .flatMap(Buckets::requests)
                .ifPresent(bucket -> bucket.level -= number));
        for (Portion portion : portions) {
            Buckets buckets = endpoints.get(portion.of().model().endpoint());
            if (buckets != null) {
                // It may go into debt: a prompt can be larger than what a bucket holds.
                buckets.tokens()
                        .ifPresent(bucket ->
                                bucket.level -= portion.prompts() * portion.of().tokensEach());
            }
        }
        portions.stream()
                .map(portion -> portion.of().model().endpoint())
                .distinct()
                .map(endpoints::get)
                .filter(Objects::nonNull)
                .forEach(buckets -> buckets.turn().incrementAndGet());
    }

    private Buckets buckets(String endpoint, List<Portion> portions, long nowNanos) {
        RateLimits limits = portions.getFirst().of().limits();
        Buckets buckets = endpoints.get(endpoint);
        if (buckets == null || !buckets.limits().equals(limits)) {
            buckets = Buckets.of(limits, nowNanos);
            endpoints.put(endpoint, buckets);
        }
        buckets.fill(nowNanos);
        return buckets;
    }

    private static List<Portion> cut(
            Buckets buckets, List<Portion> wanted, ToIntFunction<ModelOfRun> requests, Out out) {
        long prompts = wanted.stream().mapToLong(Portion::prompts).sum();
        if (prompts == 0) {
            return wanted;
        }
        long allowed = prompts;
        double most = Double.POSITIVE_INFINITY;
        if (buckets.requests().isPresent()) {
            Bucket bucket = buckets.requests().get();
            double each = Math.max(1, mean(wanted, prompts, requests::applyAsInt));
            allowed = Math.min(allowed, bucket.room(each));
            most = Math.min(most, bucket.mostOut(out.latencySeconds(), each));
        }
        if (buckets.tokens().isPresent()) {
            Bucket bucket = buckets.tokens().get();
            double each = Math.max(1, mean(wanted, prompts, ModelOfRun::tokensEach));
            // As long as there is any, one prompt more.
            allowed = Math.min(allowed, bucket.level <= 0 ? 0 : (long) Math.ceil(bucket.level / each));
            most = Math.min(most, bucket.mostOut(out.latencySeconds(), each));
        }
        allowed = Math.min(allowed, (long) Math.max(0, Math.ceil(most - out.prompts())));
        List<Portion> portions = out.leftTo(wanted, most);
        long left = portions.stream().mapToLong(Portion::prompts).sum();
        return allowed >= left ? portions : shared(buckets.turn().get(), portions, allowed, left);
    }

    private static double mean(List<Portion> portions, long prompts, ToDoubleFunction<ModelOfRun> each) {
        return portions.stream()
                        .mapToDouble(portion -> portion.prompts() * each.applyAsDouble(portion.of()))
                        .sum()
                / prompts;
    }

    /// What is left over by rounding goes to each in turn.
    private static List<Portion> shared(int turn, List<Portion> portions, long allowed, long wanted) {
        long[] share = new long[portions.size()];
        long left = allowed;
        for (int i = 0; i < share.length; i++) {
            share[i] = portions.get(i).prompts() * allowed / wanted;
            left -= share[i];
        }
        for (int i = 0; left > 0; i++) {
            int next = Math.floorMod(turn + i, share.length);
            if (share[next] < portions.get(next).prompts()) {
                share[next]++;
                left--;
            }
        }
        List<Portion> shared = new ArrayList<>();
        for (int i = 0; i < share.length; i++) {
            Portion portion = portions.get(i);
            long again = Math.min(share[i], portion.again());
            if (share[i] > 0) {
                shared.add(new Portion(portion.of(), again, share[i] - again));
            }
        }
        return shared;
    }
}
