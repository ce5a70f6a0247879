package io.scalewatch.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.EnsembleLevel;
import io.scalewatch.contracts.event.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VotesTest {

    private static final int[] THREE = {0, 1, 2};

    private final Votes votes = new Votes();

    @Test
    void aMajorityIsMoreThanHalfOfTheMembers() {
        sample(1, 1, 0);
        sample(1, 0, 0);
        sample(1, 1, 1);
        sample(0, 0, 0);

        EnsembleLevel level = votes.levels(THREE).getFirst();

        assertThat(level.method()).isEqualTo("ensemble-majority");
        assertThat(level.members()).isEqualTo(3);
        assertThat(level.samples()).isEqualTo(4);
        assertThat(level.correct()).isEqualTo(2);
        assertThat(level.accuracy()).isEqualTo(0.5);
        assertThat(level.interval().lower()).isLessThan(0.5);
    }

    @Test
    void aTieIsNoMajority() {
        votes.count(new int[] {1, 1, 1, 1}, new int[] {1, 1, 0, 0}, 1);

        assertThat(votes.levels(new int[] {0, 1, 2, 3}).getFirst().correct()).isZero();
    }

    @Test
    void oneThatIsNearlyAlwaysRightOutweighsTwoThatGuess() {
        for (int i = 0; i < 50; i++) {
            sample(1, 1, 0);
            sample(1, 0, 1);
            sample(1, 1, 1);
            sample(1, 0, 0);
        }

        List<EnsembleLevel> levels = votes.levels(THREE);

        assertThat(levels.getFirst().accuracy()).isEqualTo(0.75);
        assertThat(levels.getLast().method()).isEqualTo("ensemble-weighted");
        assertThat(levels.getLast().accuracy()).isEqualTo(1);
    }

    @Test
    void noSampleVotesForItself() {
        // With its own answer each member would have been right more often than wrong.
        sample(1, 1, 1);

        assertThat(votes.levels(THREE).getLast().correct()).isZero();
    }

    @Test
    void onlySamplesThatAllMembersHaveAnsweredCount() {
        votes.count(new int[] {1, 1, 0}, new int[] {1, 1, 0}, 1);
        sample(0, 0, 0);

        assertThat(votes.levels(THREE)).extracting(EnsembleLevel::samples).containsExactly(1L, 1L);
    }

    @Test
    void twoMembersAreNoEnsemble() {
        sample(1, 1, 1);

        assertThat(votes.levels(new int[] {0, 1})).isEmpty();
    }

    @Test
    void severalTrialsOfASampleAreOneVote() {
        votes.count(new int[] {3, 4, 1}, new int[] {2, 2, 1}, 1);

        assertThat(votes.levels(THREE).getFirst().correct()).isEqualTo(1);
    }

    /// The levels of a state that scores reached one by one, in any order, are those of the whole table.
    @Test
    void theOrderOfTheScoresDoesNotMatter() {
        SplittableRandom random = new SplittableRandom(7);
        int samples = 200;
        boolean[][] right = new boolean[samples][3];
        List<int[]> scores = new ArrayList<>();
        for (int sample = 0; sample < samples; sample++) {
            for (int model = 0; model < 3; model++) {
                right[sample][model] = random.nextInt(10) < 5 + model;
                scores.add(new int[] {sample, model});
            }
        }
        Collections.shuffle(scores, new Random(7));
        SeriesState state = new SeriesState(Families.ofSizes(3));
        for (int[] score : scores) {
            Label label = right[score[0]][score[1]] ? Label.CORRECT : Label.DISTRACTOR;
            state.count("sample-" + score[0], score[1], label);
        }

        List<EnsembleLevel> levels = new SeriesFitter().fit(state).ensembles();

        long majority = IntStream.range(0, samples)
                .filter(sample -> IntStream.range(0, 3)
                                .filter(model -> right[sample][model])
                                .count()
                        >= 2)
                .count();
        assertThat(levels).hasSize(2);
        assertThat(levels.getFirst().samples()).isEqualTo(samples);
        assertThat(levels.getFirst().correct()).isEqualTo(majority);
        assertThat(levels.getFirst().accuracy()).isCloseTo((double) majority / samples, within(1e-12));
    }

    private void sample(int... correct) {
        votes.count(new int[] {1, 1, 1}, correct, 1);
    }
}
