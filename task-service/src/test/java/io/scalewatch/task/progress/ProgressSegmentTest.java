package io.scalewatch.task.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.task.progress.ProgressSegment.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProgressSegmentTest {

    @Test
    void scoredWinsOverFailed() {
        ProgressSegment segment = ProgressSegment.empty(10);

        assertThat(segment.fail(3)).isEqualTo(Change.FAILED);
        assertThat(segment.score(3)).isEqualTo(Change.SCORED_AFTER_FAILURE);
        assertThat(segment.fail(3)).isEqualTo(Change.NONE);
        assertThat(segment.open()).isEqualTo(9);
    }

    @Test
    void aSecondScoreChangesNothing() {
        ProgressSegment segment = ProgressSegment.empty(10);
        segment.score(3);
        segment.fail(4);

        assertThat(segment.score(3)).isEqualTo(Change.NONE);
        assertThat(segment.fail(4)).isEqualTo(Change.NONE);
        assertThat(segment.open()).isEqualTo(8);
    }

    /// Shuffled, repeated and stored in between: the end is the same.
    @Test
    void anyOrderAndAnyRepeatEndAlike() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 50; run++) {
            int size = random.nextInt(1, 300);
            ProgressSegment segment = ProgressSegment.empty(size);
            Map<Long, Boolean> labelled = new HashMap<>();
            for (int i = 0; i < 1000; i++) {
                long index = 7L * ProgressSegment.SIZE + random.nextInt(size);
                boolean label = random.nextBoolean();
                labelled.merge(index, label, Boolean::logicalOr);
                if (label) {
                    segment.score(index);
                } else {
                    segment.fail(index);
                }
                if (i % 100 == 0) {
                    segment = ProgressSegment.of(segment.scoredBytes(), segment.failedBytes(), segment.open());
                }
            }

            assertThat(segment.open()).isEqualTo(size - labelled.size());
            ProgressSegment end = segment;
            labelled.forEach((index, label) -> {
                assertThat(end.isOpen(index)).isFalse();
                assertThat(end.score(index)).isEqualTo(label ? Change.NONE : Change.SCORED_AFTER_FAILURE);
            });
        }
    }

    @Test
    void staysSmall() {
        SplittableRandom random = new SplittableRandom(2);
        ProgressSegment segment = ProgressSegment.empty(ProgressSegment.SIZE);
        for (int i = 0; i < ProgressSegment.SIZE / 2; i++) {
            segment.score(random.nextInt(ProgressSegment.SIZE));
        }

        assertThat(segment.scoredBytes().length).isLessThan(8300);
    }
}
