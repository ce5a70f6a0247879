package io.scalewatch.scoring.rescoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.scoring.Completions;
import io.scalewatch.scoring.labelling.CompletionScorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionProgressTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int LOG = 300;
    private static final OffsetRange RANGE = new OffsetRange(0, 0, LOG);

    private final Completions completions = new Completions();

    /// The log holds 100 prompts, three times each.
    private CompletionScored at(long offset) {
        return new CompletionScorer().score(completions.answered(offset % 100, "7"), NOW);
    }

    private PartitionProgress.Step read(PartitionProgress progress, long from, long to) {
        PartitionProgress.Step step = progress.step();
        for (long offset = from; offset < to; offset++) {
            step.take(offset, at(offset));
        }
        step.readTo(to);
        return step;
    }

    /// Polls of any size, any of them killed before or after its commit, taken over by one that knows nothing or
    /// gone on with by one that is not told of its commit.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsKilledWhereverEveryFirstAnswerIsWrittenOnce(int seed) {
        Random random = new Random(seed);
        List<Long> written = new ArrayList<>();
        long committed = 0;
        RescoringProgressed reported = new RescoringProgressed(UUID.randomUUID(), 0, 0, LOG, 0, 0, NOW);
        PartitionProgress progress = new PartitionProgress(RANGE);
        while (!progress.isFinished()) {
            PartitionProgress.Step step =
                    read(progress, progress.next(), Math.min(LOG, progress.next() + 1 + random.nextInt(40)));
            if (!step.isWorthWriting()) {
                step.apply(false);
                continue;
            }
            int fate = random.nextInt(4);
            if (fate != 0) {
                step.scores().forEach(score -> written.add(score.id().index()));
                committed = step.end();
                reported = step.report(reported.id(), NOW);
            }
            switch (fate) {
                // Its outcome is not known: what is committed is asked, and nothing of it counts.
                case 0, 1 -> progress.committed(committed);
                case 2 -> {
                    progress = new PartitionProgress(RANGE);
                    progress.committed(committed);
                }
                default -> step.apply(true);
            }
        }

        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 100).boxed().toList());
        assertThat(reported.next()).isEqualTo(LOG);
        assertThat(reported.scored()).isEqualTo(100);
    }

    @Test
    void recordsOfOthersAreNotWorthATransactionButTheEndIs() {
        PartitionProgress progress = new PartitionProgress(RANGE);
        PartitionProgress.Step middle = progress.step();
        middle.readTo(200);
        assertThat(middle.isWorthWriting()).isFalse();
        middle.apply(false);
        assertThat(progress.next()).isEqualTo(200);

        PartitionProgress.Step last = progress.step();
        last.readTo(LOG + 50);
        assertThat(last.isWorthWriting()).isTrue();
        assertThat(last.end()).isEqualTo(LOG);
        last.apply(true);
        assertThat(progress.isFinished()).isTrue();
    }
}
