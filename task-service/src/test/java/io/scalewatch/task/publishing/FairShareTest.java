package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FairShareTest {

    @Test
    void givesEverybodyWhatTheyWantWhereItSuffices() {
        assertThat(FairShare.allocate(100, new long[] {0, 5, 0}, new long[] {10, 20, 30}))
                .containsExactly(10, 20, 30);
    }

    @Test
    void sharesTheRestEquallyAmongThoseWhoWantMore() {
        assertThat(FairShare.allocate(100, new long[3], new long[] {10, 4096, 4096}))
                .containsExactly(10, 45, 45);
    }

    @Test
    void aModelThatHangsKeepsWhatItHoldsAndGetsNoMore() {
        assertThat(FairShare.allocate(100, new long[] {40, 0, 0}, new long[] {64, 64, 64}))
                .containsExactly(40, 30, 30);
    }

    @Test
    void nobodyGetsMoreWhereTooMuchIsOutAlready() {
        assertThat(FairShare.allocate(100, new long[] {80, 60, 0}, new long[] {0, 200, 5}))
                .containsExactly(80, 60, 0);
    }

    @Test
    void isMaxMinFair() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5000; i++) {
            int n = random.nextInt(1, 9);
            long cap = random.nextLong(1, 500);
            long[] out = random.longs(n, 0, 60).toArray();
            long[] wanted = random.longs(n, 0, 200).toArray();

            long[] share = FairShare.allocate(cap, out, wanted);

            long total = Arrays.stream(share).sum();
            assertThat(total)
                    .isLessThanOrEqualTo(Math.max(cap, Arrays.stream(out).sum()));
            for (int a = 0; a < n; a++) {
                assertThat(share[a]).isBetween(out[a], Math.max(out[a], wanted[a]));
                if (share[a] < wanted[a]) {
                    // Whoever got more than one above this one had it out already; and nothing is left over.
                    for (int b = 0; b < n; b++) {
                        assertThat(share[b] <= share[a] + 1 || share[b] == out[b])
                                .isTrue();
                    }
                    assertThat(total).isGreaterThanOrEqualTo(cap);
                }
            }
        }
    }
}
