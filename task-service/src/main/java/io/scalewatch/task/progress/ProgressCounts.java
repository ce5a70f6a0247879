package io.scalewatch.task.progress;

import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.TokenUsage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What a batch of scores adds to the counters of one model of a run. Not thread-safe.
final class ProgressCounts {

    private final Map<FailureKind, Long> kinds = new EnumMap<>(FailureKind.class);
    private long scored;
    private long failed;
    private long lost;
    private long answered;
    private long latencyMillis;
    private long counted;
    private long promptTokens;
    private long completionTokens;
    private double costUsd;
    private String scoringVersion = "";

    void scored(boolean afterFailure, long callLatencyMillis, String version) {
        scored++;
        if (afterFailure) {
            failed--;
        }
        answered++;
        latencyMillis += callLatencyMillis;
        scoringVersion = version;
    }

    void failed(FailureKind kind) {
        failed++;
        kinds.merge(kind, 1L, Long::sum);
        if (kind == FailureKind.LOST) {
            lost++;
        }
    }

    /// What a call took, also one whose prompt had ended already: it was paid for.
    ///
    /// @param answered whether the prompt was, for the first time
    void spent(Optional<TokenUsage> tokens, double cost, boolean answered) {
        // An estimate is no count: a budget takes such an answer for the most that it may have taken.
        tokens.filter(usage -> !usage.wasEstimated()).ifPresent(usage -> {
            counted += answered ? 1 : 0;
            promptTokens += usage.prompt();
            completionTokens += usage.completion();
        });
        costUsd += cost;
    }

    long scored() {
        return scored;
    }

    /// Negative where labels came for more than failed.
    long failed() {
        return failed;
    }

    /// The failures by kind, in one order; a label that came after one takes none of them back, since nobody
    /// knows any more of which kind that was.
    Map<FailureKind, Long> kinds() {
        return kinds;
    }

    long lost() {
        return lost;
    }

    /// Labels that came, each index once.
    long answered() {
        return answered;
    }

    /// The sum of their calls' durations.
    long latencyMillis() {
        return latencyMillis;
    }

    /// Of the answered ones, those whose tokens the endpoint has counted.
    long counted() {
        return counted;
    }

    long promptTokens() {
        return promptTokens;
    }

    long completionTokens() {
        return completionTokens;
    }

    double costUsd() {
        return costUsd;
    }

    /// Of the newest label; empty where none came.
    String scoringVersion() {
        return scoringVersion;
    }
}
