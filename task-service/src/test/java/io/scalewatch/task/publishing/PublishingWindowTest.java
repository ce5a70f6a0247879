package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PublishingWindowTest {

    private static final long MILLI = 1_000_000L;

    /// Answers at a constant rate, observed in steps.
    private static PublishingWindow after(double seconds, double perSecond, long latencyMillis, long stepMillis) {
        PublishingWindow window = new PublishingWindow(0);
        double due = 0;
        for (long now = stepMillis; now <= seconds * 1000; now += stepMillis) {
            due += perSecond * stepMillis / 1000;
            long answered = (long) due;
            due -= answered;
            window.update(now * MILLI, answered, answered * latencyMillis);
        }
        return window;
    }

    @Test
    void startsAtTheSmallest() {
        assertThat(new PublishingWindow(0).size()).isEqualTo(PublishingWindow.SMALLEST);
    }

    @Test
    void isTwiceTheRateTimesLatencyPlusOneSecond() {
        PublishingWindow window = after(60, 500, 200, 20);

        assertThat(window.rate()).isCloseTo(500, within(5.0));
        assertThat(window.latency()).isCloseTo(0.2, within(0.001));
        assertThat(window.size()).isCloseTo(1200, within(12));
    }

    @Test
    void aConstantRateIsSeenFromTheStart() {
        assertThat(after(0.5, 500, 0, 20).rate()).isCloseTo(500, within(25.0));
    }

    @Test
    void doesNotFallBetweenTheBurstsOfASlowModel() {
        PublishingWindow window = new PublishingWindow(0);
        int smallest = Integer.MAX_VALUE;
        for (long second = 1; second <= 300; second++) {
            // 300 answers every 15 s, each after 15 s: 20 a second.
            boolean burst = second % 15 == 0;
            window.update(second * 1000 * MILLI, burst ? 300 : 0, burst ? 300 * 15_000L : 0);
            if (second > 60) {
                smallest = Math.min(smallest, window.size());
            }
        }

        assertThat(smallest).isGreaterThan(300);
    }

    @Test
    void staysWithinItsBounds() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            PublishingWindow window = new PublishingWindow(0);
            long now = 0;
            for (int step = 0; step < 20; step++) {
                now += random.nextLong(0, 10_000) * MILLI;
                long answered = random.nextLong(0, 100_000);
                window.update(now, answered, answered * random.nextLong(0, 60_000));
                assertThat(window.size()).isBetween(PublishingWindow.SMALLEST, PublishingWindow.LARGEST);
            }
        }
    }

    @Test
    void shrinksWhenAnswersStop() {
        PublishingWindow window = after(20, 2000, 10, 20);
        assertThat(window.size()).isGreaterThan(3000);

        window.update(60_000 * MILLI, 0, 0);

        assertThat(window.size()).isEqualTo(PublishingWindow.SMALLEST);
    }
}
