package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallDetectorTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void stallsAfterSixtyFourInARow() {
        StallDetector detector = new StallDetector();

        detector.update(63, 0);
        assertThat(detector.stalled()).isFalse();

        detector.update(64, 0);
        assertThat(detector.stalled()).isTrue();
    }

    @Test
    void probesAfterOneSecondThenTwiceAsLongEachTimeUpToAMinute() {
        StallDetector detector = new StallDetector();
        detector.update(64, 0);
        List<Long> probes = new ArrayList<>();

        for (long second = 0; second < 300; second++) {
            detector.update(64 + probes.size(), second * SECOND);
            if (detector.probeDue(0, second * SECOND)) {
                detector.probed(second * SECOND);
                probes.add(second);
            }
        }

        assertThat(probes).containsExactly(1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L, 243L);
    }

    @Test
    void waitsForAProbeThatIsOut() {
        StallDetector detector = new StallDetector();
        detector.update(64, 0);

        assertThat(detector.probeDue(1, 100 * SECOND)).isFalse();
        assertThat(detector.probeDue(0, 100 * SECOND)).isTrue();
    }

    @Test
    void oneAnswerEndsItAndTheNextStallBeginsAnew() {
        StallDetector detector = new StallDetector();
        detector.update(64, 0);
        detector.probed(SECOND);
        detector.probed(3 * SECOND);

        detector.update(0, 10 * SECOND);
        assertThat(detector.stalled()).isFalse();
        assertThat(detector.probeDue(0, 10 * SECOND)).isFalse();

        detector.update(64, 20 * SECOND);
        assertThat(detector.probeDue(0, 21 * SECOND)).isTrue();
    }
}
