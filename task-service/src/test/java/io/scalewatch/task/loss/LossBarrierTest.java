package io.scalewatch.task.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.task.loss.LossBarrier.AwaitingProgress;
import io.scalewatch.task.loss.LossBarrier.AwaitingScoring;
import io.scalewatch.task.loss.LossBarrier.AwaitingWorkers;
import io.scalewatch.task.loss.LossBarrier.Passed;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossBarrierTest {

    /// A pipeline of two partitions.
    private static final class Pipeline implements PipelineOffsets {

        private Map<Integer, Long> promptsEnd = Map.of(0, 10L, 1, 20L);
        private Map<Integer, Long> workers = Map.of();
        private Map<Integer, Long> completionsEnd = Map.of();
        private Map<Integer, Long> scoring = Map.of();
        private Map<Integer, Long> scoresEnd = Map.of();
        private boolean counted;

        @Override
        public Map<Integer, Long> promptsEnd() {
            return promptsEnd;
        }

        @Override
        public Map<Integer, Long> workersCommitted() {
            return workers;
        }

        @Override
        public Map<Integer, Long> completionsEnd() {
            return completionsEnd;
        }

        @Override
        public Map<Integer, Long> scoringCommitted() {
            return scoring;
        }

        @Override
        public Map<Integer, Long> scoresEnd() {
            return scoresEnd;
        }

        @Override
        public boolean isCounted(Map<Integer, Long> ends) {
            return counted;
        }
    }

    private final Pipeline pipeline = new Pipeline();

    @Test
    void waitsForEveryPartitionOfEveryStage() {
        LossBarrier barrier = LossBarrier.setUp(pipeline);
        assertThat(barrier.next(pipeline)).isEqualTo(new AwaitingWorkers(Map.of(0, 10L, 1, 20L)));

        pipeline.workers = Map.of(0, 10L, 1, 19L);
        assertThat(barrier.next(pipeline)).isEqualTo(barrier);

        pipeline.workers = Map.of(0, 10L, 1, 20L);
        pipeline.completionsEnd = Map.of(0, 9L, 1, 20L);
        barrier = barrier.next(pipeline);
        assertThat(barrier).isEqualTo(new AwaitingScoring(Map.of(0, 9L, 1, 20L)));

        pipeline.scoring = Map.of(1, 20L);
        assertThat(barrier.next(pipeline)).isEqualTo(barrier);

        pipeline.scoring = Map.of(0, 9L, 1, 20L);
        pipeline.scoresEnd = Map.of(5, 31L);
        barrier = barrier.next(pipeline);
        assertThat(barrier).isEqualTo(new AwaitingProgress(Map.of(5, 31L)));

        pipeline.counted = true;
        assertThat(barrier.next(pipeline)).isEqualTo(new Passed());
    }

    @Test
    void whatComesAfterTheFirstNoteDoesNotHoldItUp() {
        LossBarrier barrier = LossBarrier.setUp(pipeline);

        pipeline.promptsEnd = Map.of(0, 1000L, 1, 2000L);
        pipeline.workers = Map.of(0, 500L, 1, 600L);
        pipeline.counted = true;

        assertThat(barrier.next(pipeline)).isEqualTo(new Passed());
    }

    /// Noted too early, the end of `completions` would miss what the workers were still writing.
    @Test
    void notesAnEndOnlyWhenTheStageBeforeHasReachedItsOwn() {
        pipeline.completionsEnd = Map.of(0, 1L);
        LossBarrier barrier = LossBarrier.setUp(pipeline).next(pipeline);

        pipeline.completionsEnd = Map.of(0, 10L);
        pipeline.workers = Map.of(0, 10L, 1, 20L);

        assertThat(barrier.next(pipeline)).isEqualTo(new AwaitingScoring(Map.of(0, 10L)));
    }

    @Test
    void anEmptyPipelineIsPassedAtOnce() {
        pipeline.promptsEnd = Map.of();
        pipeline.counted = true;

        assertThat(LossBarrier.setUp(pipeline).next(pipeline)).isEqualTo(new Passed());
    }
}
