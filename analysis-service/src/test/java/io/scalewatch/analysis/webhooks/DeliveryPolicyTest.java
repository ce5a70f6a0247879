package io.scalewatch.analysis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryPolicyTest {

    private static final Instant QUEUED = Instant.parse("2026-01-02T03:04:05Z");

    private final DeliveryPolicy policy = new DeliveryPolicy(
            Duration.ofSeconds(5), Duration.ofMinutes(30), Duration.ofHours(24), 10, Duration.ofHours(24));
    private final Random random = new Random(7);

    @Test
    void waitsTwiceAsLongEachTimeLessUpToAQuarter() {
        for (int attempts = 1; attempts <= 60; attempts++) {
            long full = Math.min(5_000L << Math.min(attempts - 1, 20), 30 * 60_000L);
            assertThat(wait(attempts, Optional.empty())).isBetween(full * 3 / 4, full);
        }
        assertThat(wait(3, Optional.empty())).isNotEqualTo(wait(3, Optional.empty()));
    }

    @Test
    void aWebhookMayAskForALongerWaitButNotForTheLongest() {
        assertThat(wait(1, Optional.of(QUEUED.plusSeconds(60)))).isEqualTo(60_000);
        assertThat(wait(1, Optional.of(QUEUED.plusSeconds(1)))).isGreaterThanOrEqualTo(3_750);
        assertThat(wait(1, Optional.of(QUEUED.plusSeconds(86_000)))).isEqualTo(30 * 60_000);
    }

    @Test
    void givesUpWhenTheTimeIsUp() {
        Instant late = QUEUED.plus(Duration.ofHours(24)).minusSeconds(1);

        assertThat(policy.next(QUEUED, 40, late, Optional.empty(), random)).isEmpty();
        assertThat(policy.next(QUEUED, 1, late.minusSeconds(10), Optional.empty(), random))
                .isPresent();
    }

    @Test
    void aWebhookIsDisabledThatHasFailedBothOftenAndLong() {
        Instant day = QUEUED.plus(Duration.ofHours(24));

        assertThat(policy.disables(9, QUEUED, day)).isFalse();
        assertThat(policy.disables(10, QUEUED, day.minusSeconds(1))).isFalse();
        assertThat(policy.disables(10, QUEUED, day)).isTrue();
    }

    private long wait(int attempts, Optional<Instant> notBefore) {
        Instant next = policy.next(QUEUED, attempts, QUEUED, notBefore, random).orElseThrow();
        return Duration.between(QUEUED, next).toMillis();
    }
}
