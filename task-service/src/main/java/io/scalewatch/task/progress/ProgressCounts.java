package io.scalewatch.task.progress;

/// What a batch of scores adds to the counters of one model of a run. Not thread-safe.
final class ProgressCounts {

    private long scored;
    private long failed;
    private long lost;
    private long answered;
    private long latencyMillis;
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

    void failed(boolean asLost) {
        failed++;
        if (asLost) {
            lost++;
        }
    }

    long scored() {
        return scored;
    }

    /// Negative where labels came for more than failed.
    long failed() {
        return failed;
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

    /// Of the newest label; empty where none came.
    String scoringVersion() {
        return scoringVersion;
    }
}
