package io.scalewatch.task.loss;

import java.util.Map;

/// Finds out, by offsets and not by times, that everything published before a moment has had its score or never
/// will: the end of `prompts` is noted; when the workers' committed offsets have reached it, the end of
/// `completions` is noted; when the scoring's have reached that, the end of `scores` is noted; when all below
/// that is counted, the barrier is passed.
sealed interface LossBarrier {

    /// The workers still have prompts to answer that were published before the barrier was set up.
    record AwaitingWorkers(Map<Integer, Long> promptsEnd) implements LossBarrier {}

    /// Their completions are written, and some are not scored yet.
    record AwaitingScoring(Map<Integer, Long> completionsEnd) implements LossBarrier {}

    /// Their scores are written, and some are not counted yet.
    record AwaitingProgress(Map<Integer, Long> scoresEnd) implements LossBarrier {}

    /// What was published before the barrier was set up and has no score yet was lost.
    record Passed() implements LossBarrier {}

    static LossBarrier setUp(PipelineOffsets offsets) {
        return new AwaitingWorkers(Map.copyOf(offsets.promptsEnd()));
    }

    /// As far as the pipeline has come by now.
    default LossBarrier next(PipelineOffsets offsets) {
        return switch (this) {
            case AwaitingWorkers(Map<Integer, Long> ends) ->
                reached(offsets.workersCommitted(), ends)
                        ? new AwaitingScoring(Map.copyOf(offsets.completionsEnd())).next(offsets)
                        : this;
            case AwaitingScoring(Map<Integer, Long> ends) ->
                reached(offsets.scoringCommitted(), ends)
                        ? new AwaitingProgress(Map.copyOf(offsets.scoresEnd())).next(offsets)
                        : this;
            case AwaitingProgress(Map<Integer, Long> ends) -> offsets.isCounted(ends) ? new Passed() : this;
            case Passed passed -> passed;
        };
    }

    private static boolean reached(Map<Integer, Long> committed, Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
