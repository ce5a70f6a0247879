package io.scalewatch.task.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToItsBound() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

        List<Long> millis = IntStream.rangeClosed(1, 6)
                .mapToObj(n -> backoff.after(n).toMillis())
                .toList();

        assertThat(millis).containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(1));
    }
}
