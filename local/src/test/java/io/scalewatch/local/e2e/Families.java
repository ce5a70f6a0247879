package io.scalewatch.local.e2e;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The models of `models.yaml`, by the name that serves them, with their parameters.
final class Families {

    /// How long a slow model takes.
    static final int SLOW_MILLIS = 150;
    /// Each answers after [#SLOW_MILLIS], so that a run has a middle.
    static final Map<String, Long> SIX_SLOW = sized("slow-", 6);
    /// Of one test class alone, which counts their calls.
    static final Map<String, Long> SIX_COUNTED = sized("counted-", 6);
    static final Map<String, Long> EIGHT = sized("eight-", 8);
    /// Of one test alone, which gives them faults.
    static final Map<String, Long> FAULTY = sized("faulty-", 3);

    /// Each on an endpoint of its own, of one test class alone.
    static final Map<String, Long> STORMY = sized("storm-", 6);
    /// Two sizes, each on an endpoint of its own: a fast and a slow one.
    static final Map<String, Long> PAIR = Map.of("pair-fast", 100_000_000L, "pair-slow", 400_000_000L);

    /// One model, which judges, and gives no verdict to a tenth of its prompts.
    static final Map<String, Long> JUDGE = Map.of("judge-1", 70_000_000_000L);

    private Families() {}

    private static Map<String, Long> sized(String prefix, int count) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        IntStream.rangeClosed(1, count).forEach(i -> sizes.put(prefix + i, 100_000_000L << (2 * (i - 1))));
        return sizes;
    }
}
