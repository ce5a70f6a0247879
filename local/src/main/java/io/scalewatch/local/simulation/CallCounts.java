package io.scalewatch.local.simulation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.TreeMap;

/// What has been asked of a server. Used from one thread.
final class CallCounts {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final boolean bookkeeping;
    private final LongSet seen = new LongSet();
    private final Map<String, Long> byModel = new TreeMap<>();
    private final Map<String, Long> answeredByModel = new TreeMap<>();
    private long calls;
    private long answered;
    private long repeated;

    /// @param bookkeeping whether repeated calls are counted
    CallCounts(boolean bookkeeping) {
        this.bookkeeping = bookkeeping;
    }

    /// A call that arrived.
    void arrived(String model, long prompt) {
        calls++;
        byModel.merge(model, 1L, Long::sum);
        if (bookkeeping && !seen.add(prompt + model.hashCode() * GOLDEN_GAMMA)) {
            repeated++;
        }
    }

    /// A call that was answered whole.
    void answered(String model) {
        answered++;
        answeredByModel.merge(model, 1L, Long::sum);
    }

    void reset() {
        seen.clear();
        byModel.clear();
        answeredByModel.clear();
        calls = 0;
        answered = 0;
        repeated = 0;
    }

    Snapshot snapshot() {
        return new Snapshot(calls, answered, repeated, Map.copyOf(byModel), Map.copyOf(answeredByModel));
    }

    /// @param calls all that arrived, failed ones too
    /// @param answered those that got a whole answer
    /// @param repeated those whose model and messages had been there before; 0 without bookkeeping
    /// @param byModel calls
    @JsonPropertyOrder({"calls", "answered", "repeated", "byModel", "answeredByModel"})
    record Snapshot(
            long calls, long answered, long repeated, Map<String, Long> byModel, Map<String, Long> answeredByModel) {}
}
