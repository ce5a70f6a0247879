package io.scalewatch.task.loss;

import java.util.Map;

/// How far the stages of the pipeline have come, by partition.
interface PipelineOffsets {

    /// The end of every partition of `prompts` that holds anything.
    Map<Integer, Long> promptsEnd();

    /// What the inference workers have committed of `prompts`.
    Map<Integer, Long> workersCommitted();

    /// The end of every partition of `completions` that holds anything.
    Map<Integer, Long> completionsEnd();

    /// What the scoring has committed of `completions`.
    Map<Integer, Long> scoringCommitted();

    /// The end of every partition of `scores` that holds anything.
    Map<Integer, Long> scoresEnd();

    /// Whether every committed score below these ends is counted. The stored offsets alone don't say: the
    /// markers of transactions leave gaps.
    boolean isCounted(Map<Integer, Long> ends);
}
