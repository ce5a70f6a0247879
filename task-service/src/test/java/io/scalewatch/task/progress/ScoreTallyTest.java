package io.scalewatch.task.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.task.progress.ScoreTally.ModelOfRun;
import io.scalewatch.task.progress.ScoreTally.RunFacts;
import io.scalewatch.task.progress.ScoreTally.SegmentKey;
import io.scalewatch.task.progress.ScoreTally.VersionOfModel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScoreTallyTest {

    private static final UUID RUN = new UUID(1, 1);
    private static final UUID UNKNOWN = new UUID(2, 2);
    private static final VersionOfModel MODEL = new VersionOfModel("model", "1");

    private final ProgressSegment segment = ProgressSegment.empty(10);

    private ScoreTally tally(Map<Long, Integer> attempts, CompletionScored... scores) {
        ScoreTally tally = new ScoreTally(
                Map.of(RUN, new RunFacts(10, 2)), Map.of(new SegmentKey(RUN, 0), segment), Map.of(RUN, attempts));
        List.of(scores).forEach(tally::add);
        return tally;
    }

    @Test
    void countsPerModelOfTheRun() {
        ScoreTally tally = tally(
                Map.of(),
                Scores.label(RUN, 0, 0),
                Scores.label(RUN, 2, 0),
                Scores.label(RUN, 3, 0),
                Scores.failure(RUN, 5, 0, FailureKind.TIMEOUT));

        ProgressCounts even = tally.counts().get(new ModelOfRun(RUN, 0));
        ProgressCounts odd = tally.counts().get(new ModelOfRun(RUN, 1));
        assertThat(even.scored()).isEqualTo(2);
        assertThat(even.answered()).isEqualTo(2);
        assertThat(even.latencyMillis()).isEqualTo(20);
        assertThat(odd.scored()).isEqualTo(1);
        assertThat(odd.failed()).isEqualTo(1);
        assertThat(odd.kinds()).containsOnly(Map.entry(FailureKind.TIMEOUT, 1L));
        assertThat(tally.changed()).containsOnlyKeys(new SegmentKey(RUN, 0));
    }

    @Test
    void aRepeatChangesNothing() {
        tally(Map.of(), Scores.label(RUN, 0, 0));

        ScoreTally again = tally(Map.of(), Scores.label(RUN, 0, 0), Scores.failure(RUN, 0, 0, FailureKind.TIMEOUT));

        assertThat(again.repeated()).isEqualTo(2);
        assertThat(again.counts()).isEmpty();
        assertThat(again.changed()).isEmpty();
    }

    @Test
    void aLabelTakesAFailureBack() {
        ScoreTally tally = tally(Map.of(), Scores.failure(RUN, 0, 0, FailureKind.TIMEOUT), Scores.label(RUN, 0, 0));

        ProgressCounts counts = tally.counts().get(new ModelOfRun(RUN, 0));
        assertThat(counts.scored()).isEqualTo(1);
        assertThat(counts.failed()).isZero();
    }

    @Test
    void aFailureOfAnOlderAttemptChangesNothingAndAnOlderLabelCounts() {
        ScoreTally tally = tally(
                Map.of(0L, 2, 2L, 2, 4L, 2),
                Scores.failure(RUN, 0, 1, FailureKind.TIMEOUT),
                Scores.label(RUN, 2, 1),
                Scores.failure(RUN, 4, 2, FailureKind.TIMEOUT));

        ProgressCounts counts = tally.counts().get(new ModelOfRun(RUN, 0));
        assertThat(counts.scored()).isEqualTo(1);
        assertThat(counts.failed()).isEqualTo(1);
        assertThat(segment.isOpen(0)).isTrue();
    }

    @Test
    void whatNobodyAskedIsCountedAsUnknown() {
        ScoreTally tally = tally(Map.of(), Scores.label(UNKNOWN, 0, 0), Scores.label(RUN, 10, 0));

        assertThat(tally.unknown()).isEqualTo(2);
        assertThat(tally.counts()).isEmpty();
    }

    @Test
    void saysWhichRunsMayBeDone() {
        assertThat(tally(Map.of(), Scores.label(RUN, 0, 0)).filled()).isEmpty();
        ScoreTally tally = tally(Map.of());
        for (long index = 1; index < 10; index++) {
            tally.add(Scores.label(RUN, index, 0));
        }
        assertThat(tally.filled()).containsExactly(RUN);
    }

    @Test
    void aRowOfUnavailabilityEndsWhenTheEndpointResponds() {
        FailureStreak streak = tally(
                        Map.of(),
                        Scores.failure(RUN, 0, 0, FailureKind.UNREACHABLE),
                        Scores.failure(RUN, 1, 0, FailureKind.TIMEOUT),
                        Scores.failure(RUN, 2, 0, FailureKind.OVERLOADED))
                .streaks()
                .get(MODEL);
        assertThat(streak.ended()).isFalse();
        assertThat(streak.failures()).isEqualTo(2);

        FailureStreak ended = tally(
                        Map.of(),
                        Scores.failure(RUN, 3, 0, FailureKind.UNREACHABLE),
                        Scores.label(RUN, 4, 0),
                        Scores.failure(RUN, 5, 0, FailureKind.UNREACHABLE))
                .streaks()
                .get(MODEL);
        assertThat(ended.ended()).isTrue();
        assertThat(ended.failures()).isEqualTo(1);
    }
}
