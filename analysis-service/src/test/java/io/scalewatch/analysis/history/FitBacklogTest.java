package io.scalewatch.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FitBacklogTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final TopicPartition PARTITION = new TopicPartition("fits", 0);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final FitBacklog backlog = new FitBacklog(100, nanos::get);
    private long offset;

    @Test
    void ofAPlaceTheNewestIsStoredInTheTurnOfTheFirst() {
        add(fit("a", 1, Shape.FLAT));
        add(fit("a", 2, Shape.INVERSE), fit("b", 1, Shape.FLAT));
        add(fit("a", 3, Shape.FLAT));
        // Twice.
        add(fit("a", 2, Shape.INVERSE));

        FitBacklog.Portion portion = backlog.begin();
        assertThat(told(portion)).containsExactly("a3", "a2", "b1");
        assertThat(portion.next()).containsExactly(Map.entry(PARTITION, new OffsetAndMetadata(4)));
    }

    @Test
    void whatComesAtFirstIsDueAtOnceAndThenAFifthOfTheTimeIsForStoring() {
        assertThat(backlog.isDue()).isFalse();
        add(fit("a", 1, Shape.FLAT));
        assertThat(backlog.isDue()).isTrue();
        store(Duration.ofMillis(30));
        assertThat(backlog.isDue()).as("nothing has come").isFalse();
        assertThat(backlog.begin().fits()).isEmpty();
        add(fit("a", 2, Shape.FLAT));
        after(Duration.ofMillis(119));
        assertThat(backlog.isDue()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(backlog.isDue()).isTrue();
    }

    @Test
    void manyAreStoredInPortionsAndThePositionAfterAllThatHadComeBeforeTheFirst() {
        for (int series = 0; series < 600; series++) {
            add(fit("s" + series, 1, Shape.FLAT));
        }
        FitBacklog.Portion first = store(Duration.ofMillis(10));
        assertThat(told(first)).hasSize(250).startsWith("s01").endsWith("s2491");
        assertThat(first.next()).isEmpty();

        // Of a place that was stored, of one that waits, and of a new one.
        add(fit("s0", 2, Shape.FLAT), fit("s400", 2, Shape.FLAT), fit("t", 1, Shape.FLAT));
        FitBacklog.Portion second = store(Duration.ofMillis(10));
        assertThat(told(second)).hasSize(250).startsWith("s2501").contains("s4002");
        assertThat(second.next()).isEmpty();
        FitBacklog.Portion third = store(Duration.ofMillis(10));
        assertThat(told(third)).hasSize(100).startsWith("s5001").endsWith("s5991");
        assertThat(third.next()).containsExactly(Map.entry(PARTITION, new OffsetAndMetadata(600)));

        FitBacklog.Portion last = store(Duration.ofMillis(10));
        assertThat(told(last)).containsExactly("s02", "t1");
        assertThat(last.next()).containsExactly(Map.entry(PARTITION, new OffsetAndMetadata(601)));
        assertThat(backlog.isDue()).isFalse();
    }

    @Test
    void whatCouldNotBeStoredIsBegunAgain() {
        add(fit("a", 1, Shape.FLAT));
        FitBacklog.Portion begun = backlog.begin();
        add(fit("b", 1, Shape.FLAT));

        assertThat(backlog.begin()).isEqualTo(begun);
    }

    @Test
    void aDatabaseThatWasAwayForLongIsNotLeftAloneForLonger() {
        add(fit("a", 1, Shape.FLAT));
        store(Duration.ofHours(1));
        add(fit("a", 2, Shape.FLAT));
        after(Duration.ofSeconds(15));
        assertThat(backlog.isDue()).isTrue();
    }

    @Test
    void memoryIsNotWaitedFor() {
        add(fit("a", 1, Shape.FLAT));
        store(Duration.ofSeconds(1));
        for (int sequence = 2; sequence < 99; sequence++) {
            add(fit("a", sequence, Shape.FLAT));
        }
        assertThat(backlog.isDue()).as("superseded fits take none").isFalse();
        for (int series = 0; series < 9; series++) {
            add(fit("b" + series, 1, Shape.FLAT));
        }
        assertThat(backlog.isDue()).as("100 characters").isFalse();
        add(fit("c", 1, Shape.FLAT));
        assertThat(backlog.isDue()).isTrue();
    }

    private void add(StoredFit... fits) {
        offset++;
        backlog.add(List.of(fits), Map.of(PARTITION, new OffsetAndMetadata(offset)));
    }

    private FitBacklog.Portion store(Duration takes) {
        FitBacklog.Portion portion = backlog.begin();
        after(takes);
        backlog.stored();
        return portion;
    }

    private static List<String> told(FitBacklog.Portion portion) {
        return portion.fits().stream()
                .map(fit -> fit.head().series().family() + fit.head().sequence())
                .toList();
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static StoredFit fit(String family, long sequence, Shape shape) {
        SeriesKey series = new SeriesKey(family, "memo-trap", "0123456789ab", "baseline", "1");
        return new StoredFit(new StoredFit.Head(series, "epoch", sequence, shape, NOW), "0123456789");
    }
}
