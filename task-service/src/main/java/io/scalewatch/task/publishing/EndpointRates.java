package io.scalewatch.task.publishing;

import io.scalewatch.contracts.event.RateLimits;
import io.scalewatch.task.publishing.Pacer.Portion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Holds what is published to the endpoints' requests and tokens per minute, for all workers together: each
/// endpoint is published by the one instance that holds it. A bucket per endpoint and limit fills evenly,
/// and holds a second's worth, so that what waited is not made up for in a burst.
///
/// A prompt's tokens are known only afterwards. It is taken for the mean of its model's answers in the run;
/// while none is counted, for the most that it may take. Workers' own repeats of a call are not in it. Not
/// thread-safe.
final class EndpointRates {

    private static final double NANOS_PER_MINUTE = 60e9;

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
            double most = Math.max(1, perMinute / 60);
            level = Math.min(most, level + perMinute * (nowNanos - filledNanos) / NANOS_PER_MINUTE);
            filledNanos = nowNanos;
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
    List<Portion> within(List<Portion> wanted, long nowNanos) {
        Map<String, List<Portion>> byEndpoint = new LinkedHashMap<>();
        wanted.forEach(portion -> byEndpoint
                .computeIfAbsent(portion.of().model().endpoint(), endpoint -> new ArrayList<>())
                .add(portion));
        List<Portion> within = new ArrayList<>();
        byEndpoint.forEach((endpoint, portions) -> within.addAll(cut(buckets(endpoint, portions, nowNanos), portions)));
        return within;
    }

    /// These were published.
    void published(List<Portion> portions) {
        for (Portion portion : portions) {
            Buckets buckets = endpoints.get(portion.of().model().endpoint());
            if (buckets != null) {
                buckets.requests().ifPresent(bucket -> bucket.level -= portion.prompts());
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

    private List<Portion> cut(Buckets buckets, List<Portion> portions) {
        long prompts = portions.stream().mapToLong(Portion::prompts).sum();
        double tokens = portions.stream()
                .mapToDouble(portion -> portion.prompts() * portion.of().tokensEach())
                .sum();
        long allowed = Math.min(
                prompts,
                buckets.requests()
                        .map(bucket -> (long) Math.max(0, bucket.level))
                        .orElse(prompts));
        if (buckets.tokens().isPresent() && prompts > 0) {
            double level = buckets.tokens().get().level;
            // As long as there is any, one prompt more.
            allowed = level <= 0 ? 0 : Math.min(allowed, (long) Math.ceil(level / (tokens / prompts)));
        }
        return allowed >= prompts ? portions : shared(buckets.turn().get(), portions, allowed, prompts);
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
