package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ServedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class DriftCountsTest {

    private static final ModelVersion MODEL = Scores.model(4, "v1");
    private static final byte[] KEY = TrialCounts.versionKey(Scores.SERIES, MODEL.model(), MODEL.version());
    private static final Instant TOMORROW = Scores.NOW.plus(Duration.ofDays(1));
    private static final int SAMPLES = 60;

    private final KeyValueStore<Bytes, byte[]> store = store("drift");
    private final TrialCounts counts = new TrialCounts(store("counts"));
    private DriftCounts drift = new DriftCounts(store, counts);

    @Test
    void ofAVersionThatHadAnswersBeforeNamesAloneAreCompared() {
        // Given: a release that counted no drift, and other runs
        for (int sample = 0; sample < SAMPLES; sample++) {
            counts.add(KEY, "s" + sample, Label.CORRECT);
        }
        // When
        run(new UUID(1, 1), "fp_1", Label.CORRECT, Scores.NOW);
        run(new UUID(1, 2), "fp_2", Label.TRAP, TOMORROW);
        // Then
        assertThat(subjects()).containsExactly("aurora-4 v1 as large, fingerprint fp_2");
        drift = new DriftCounts(store, counts);
        assertThat(subjects()).containsExactly("aurora-4 v1 as large, fingerprint fp_2");
    }

    /// What it could not answer before is no answer that could be compared.
    @Test
    void ofOneThatHadNoneAnswersAreComparedToo() {
        // Given
        counts.add(KEY, "s7", Label.UNPARSED);
        counts.addFailure(KEY, "s8", 1);
        // When
        run(new UUID(1, 1), "fp_1", Label.CORRECT, Scores.NOW);
        run(new UUID(1, 2), "fp_2", Label.TRAP, TOMORROW);
        // Then
        assertThat(subjects()).containsExactly("aurora-4 v1 as large, fingerprint fp_2", "aurora-4");
        drift = new DriftCounts(store, counts);
        assertThat(subjects()).containsExactly("aurora-4 v1 as large, fingerprint fp_2", "aurora-4");
    }

    private List<String> subjects() {
        return drift.findings(KEY, MODEL, 0).stream().map(Finding::subject).toList();
    }

    private void run(UUID run, String fingerprint, Label label, Instant at) {
        ServedBy served = new ServedBy(Optional.of("large"), Optional.of(fingerprint), Optional.of("512 tokens"));
        for (int sample = 0; sample < SAMPLES; sample++) {
            CompletionScored score = Scores.score(run, sample, 0, MODEL, "s" + sample, Optional.of(label), at)
                    .servedBy(served);
            counts.add(KEY, "s" + sample, label);
            drift.count(KEY, score, true, 0);
        }
    }

    private static KeyValueStore<Bytes, byte[]> store(String name) {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }
}
