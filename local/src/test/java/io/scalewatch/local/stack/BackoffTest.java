package io.scalewatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));

    @Test
    void doublesUpToItsLimit() {
        assertThat(backoff.afterDeath(Duration.ZERO)).hasSeconds(1);
        assertThat(backoff.afterDeath(Duration.ZERO)).hasSeconds(2);
        assertThat(backoff.afterDeath(Duration.ZERO)).hasSeconds(4);
        assertThat(backoff.afterDeath(Duration.ZERO)).hasSeconds(5);
        assertThat(backoff.afterDeath(Duration.ZERO)).hasSeconds(5);
    }

    @Test
    void beginsAnewAfterAHealthyLife() {
        backoff.afterDeath(Duration.ZERO);
        backoff.afterDeath(Duration.ZERO);

        assertThat(backoff.afterDeath(Duration.ofSeconds(30))).hasSeconds(1);
        assertThat(backoff.afterDeath(Duration.ZERO)).hasSeconds(2);
    }

    @Test
    void aDeathOnCommandIsNoneOfItsOwn() {
        backoff.afterDeath(Duration.ZERO);
        backoff.afterDeath(Duration.ZERO);

        assertThat(backoff.afterCommand()).hasSeconds(1);
        assertThat(backoff.afterCommand()).hasSeconds(1);
        assertThat(backoff.afterDeath(Duration.ZERO)).hasSeconds(1);
        assertThat(backoff.afterDeath(Duration.ZERO)).hasSeconds(2);
    }
}
