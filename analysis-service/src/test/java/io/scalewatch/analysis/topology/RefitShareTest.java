package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefitShareTest {

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final long HALF = TimeUnit.MILLISECONDS.toNanos(100);

    private long now;
    private final RefitShare share = new RefitShare(INTERVAL, () -> now);

    @BeforeEach
    void fourTasks() {
        for (int task = 0; task < 4; task++) {
            share.join();
        }
    }

    @Test
    void eachTaskHasItsHalfWhileNoScoreWaits() {
        share.received(399);

        assertThat(share.nanos()).isEqualTo(HALF);
    }

    @Test
    void allTasksShareOneHalfWhileScoresWait() {
        share.received(401);

        assertThat(share.nanos()).isEqualTo(HALF / 4);
        share.leave();
        share.leave();
        assertThat(share.nanos()).isEqualTo(HALF / 2);
    }

    @Test
    void whoHasCaughtUpHasItsHalfAgain() {
        share.received(10_000);
        share.received(5);
        now += TimeUnit.MILLISECONDS.toNanos(401);

        assertThat(share.nanos()).isEqualTo(HALF);
    }
}
