package io.scalewatch.analysis.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Calibration;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.tracing.PromptTracing;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restart brings back what was committed: the processor is new, its stores are the same.
class ScoreProcessorTest {

    @TempDir
    private Path directory;

    private List<KeyValueStore<Bytes, byte[]>> stores = emptyStores();
    private final CurrentModels models = new CurrentModels();
    private MockProcessorContext<byte[], byte[]> context;
    private ScoreProcessor processor;
    private long offset;

    @Test
    void aRestartRebuildsTheSameFit() {
        // Given
        declareAll();
        start();
        Scores.run(new UUID(1, 1), "v1", 50, 0.8, 0.5, 1).forEach(this::process);
        CurveFitted before = fit().orElseThrow();
        // When
        start();
        assertThat(fit()).isEmpty();
        process(Scores.labelled(new UUID(1, 1), 9_000, 0, Scores.model(0, "v1"), "s0", Label.CORRECT));
        process(Scores.labelled(new UUID(1, 1), 9_000, 0, Scores.model(0, "v1"), "s0", Label.CORRECT));
        // Then
        CurveFitted after = fit().orElseThrow();
        assertThat(after.sequence()).isGreaterThan(before.sequence());
        assertThat(after.points().subList(1, 5)).isEqualTo(before.points().subList(1, 5));
        assertThat(after.points().getFirst().trials()).isEqualTo(51);
    }

    /// Every fit of the restarted processor, the calibration of the sizes included.
    @Test
    void confidencesAreCountedOnceAndOverARestart() {
        // Given
        declareAll();
        start();
        List<CompletionScored> scores = Scores.run(new UUID(1, 1), "v1", 30, 0.8, 0.5, 1).stream()
                .map(score -> Scores.confident(0.9, score))
                .toList();
        scores.subList(0, 100).forEach(this::process);
        // When
        start();
        scores.subList(50, 150).forEach(this::process);
        // Then
        assertThat(fit().orElseThrow().points()).allSatisfy(point -> {
            Calibration calibration = point.calibration().orElseThrow();
            double wrong = 1 - point.accuracy();
            assertThat(calibration.answers()).isEqualTo(30);
            assertThat(calibration.confidentlyWrong()).isCloseTo(wrong, within(1e-9));
            assertThat(calibration.brier()).isCloseTo(wrong * 0.81 + (1 - wrong) * 0.01, within(1e-9));
            assertThat(calibration.expectedError()).isCloseTo(Math.abs(0.9 - point.accuracy()), within(1e-9));
        });
    }

    @Test
    void whatWasCountedButNotFittedIsFittedAfterARestart() {
        // Given
        declareAll();
        start();
        Scores.run(new UUID(1, 1), "v1", 30, 0.8, 0.5, 1).forEach(this::process);
        // When
        start();
        // Then
        CurveFitted fit = fit().orElseThrow();
        assertThat(fit.points()).hasSize(5).allMatch(p -> p.trials() == 30);
        assertThat(fit.asOf().offset()).isEqualTo(149);
    }

    /// Where scores stand is kept of those that count, and no other: not of what comes twice, of failures, of
    /// canaries.
    @Test
    void onlyTheScoreThatCountsIsLookedAtLater() {
        // Given
        declareAll();
        start();
        CompletionScored counted = Scores.labelled(new UUID(1, 1), 0, 0, Scores.model(0, "v1"), "s0", Label.TRAP);
        // When
        process(Scores.failed(new UUID(1, 1), 0, 0, Scores.model(0, "v1"), "s0"));
        process(counted);
        process(counted);
        start();
        process(counted);
        process(Scores.ofKind(
                RunKind.CANARY, Scores.labelled(new UUID(1, 2), 0, 0, Scores.model(0, "v1"), "s1", Label.TRAP)));
        // Then
        SampleIndex.Page page = new SampleIndex(stores.getLast())
                .page(Scores.SERIES, "aurora-0", "v1", Optional.empty(), Optional.empty(), Optional.empty(), 10);
        assertThat(page.samples()).isEqualTo(1);
        assertThat(page.groups().getFirst().samples())
                .containsExactly(new SampleIndex.Sample("s0", false, Map.of(Label.TRAP, new RecordPlace(0, 1))));
    }

    /// Fits go to a compacted topic, and to everyone who looks at the curve.
    @Test
    void aCanaryMakesEvidenceAndNoFit() {
        // Given
        declareAll();
        start();
        Scores.run(new UUID(1, 1), "v1", 30, 1, 1, 1).forEach(this::process);
        CurveFitted before = fit().orElseThrow();
        // When
        List<CompletionScored> canary = canary(new UUID(1, 2), "v1");
        canary.forEach(this::process);
        // Then
        assertThat(fit()).isEmpty();
        assertThat(driftsForwarded()).containsExactly("aurora-4");
        canary.forEach(this::process);
        assertThat(fit()).isEmpty();
        assertThat(context.forwarded()).isEmpty();
        process(Scores.labelled(new UUID(1, 1), 9_000, 0, Scores.model(0, "v1"), "s0", Label.CORRECT));
        assertThat(fit().orElseThrow().sequence()).isEqualTo(before.sequence() + 1);
    }

    @Test
    void aCanaryOfAVersionWithoutAnswersMakesNothing() {
        // Given
        declareAll();
        start();
        // When
        canary(new UUID(1, 2), "v1").forEach(this::process);
        // Then
        assertThat(fit()).isEmpty();
        assertThat(context.forwarded()).isEmpty();
    }

    /// Canaries come one by one: counts that are let go after each would be read for each.
    @Test
    void whereOnlyCanariesComeTheCountsAreReadOnce() {
        // Given
        AtomicInteger scans = new AtomicInteger();
        stores = new ArrayList<>(emptyStores());
        stores.set(1, countingScans(scans, stores.get(1)));
        declareAll();
        start();
        Scores.run(new UUID(1, 1), "v1", 30, 1, 1, 1).forEach(this::process);
        assertThat(fit()).isPresent();
        Duration idle = AnalysisDriver.SETTINGS.idleAfter().plusMinutes(1);
        context.setCurrentSystemTimeMs(Scores.NOW.plus(idle).toEpochMilli());
        assertThat(fit()).isEmpty();
        scans.set(0);
        List<CompletionScored> canary = canary(new UUID(1, 2), "v1");
        // When
        process(canary.getFirst());
        assertThat(fit()).isEmpty();
        int once = scans.get();
        for (CompletionScored score : canary) {
            process(score);
            assertThat(fit()).isEmpty();
        }
        // Then
        assertThat(once).isPositive();
        assertThat(scans).hasValue(once);
    }

    /// The largest model, always wrong.
    private static List<CompletionScored> canary(UUID run, String version) {
        return IntStream.range(0, 30)
                .mapToObj(i -> Scores.labelled(run, i, 0, Scores.model(4, version), "s" + i, Label.TRAP))
                .map(score -> Scores.ofKind(RunKind.CANARY, score))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static KeyValueStore<Bytes, byte[]> countingScans(AtomicInteger scans, KeyValueStore<Bytes, byte[]> store) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                KeyValueStore.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prefixScan")) {
                        scans.incrementAndGet();
                    }
                    return method.invoke(store, args);
                });
    }

    /// For any scores: shuffled, repeated, with restarts and fits in between, the last fit is the same.
    @Test
    void noOrderRepetitionOrRestartChangesTheLastFit() {
        declareAll();
        for (int round = 0; round < 60; round++) {
            SplittableRandom random = new SplittableRandom(round);
            List<CompletionScored> scores = scores(random, new UUID(3, round));
            // Given
            stores = emptyStores();
            start();
            scores.forEach(this::process);
            CurveFitted expected = fit().orElseThrow();
            // When
            List<CompletionScored> disturbed = new ArrayList<>(scores);
            for (CompletionScored score : scores) {
                if (random.nextInt(3) == 0) {
                    disturbed.add(score);
                }
            }
            Collections.shuffle(disturbed, new Random(round));
            stores = emptyStores();
            start();
            Optional<CurveFitted> last = Optional.empty();
            for (CompletionScored score : disturbed) {
                process(score);
                int event = random.nextInt(100);
                if (event == 0) {
                    start();
                } else if (event < 5) {
                    last = fit().or(keep(last));
                }
            }
            last = fit().or(keep(last));
            // Then
            CurveFitted found = last.orElseThrow();
            assertThat(found.points()).isEqualTo(expected.points());
            assertThat(found.shape()).isEqualTo(expected.shape());
            assertThat(found.evidence()).isEqualTo(expected.evidence());
            assertThat(found.epoch()).isEqualTo(expected.epoch());
        }
    }

    private static Supplier<Optional<CurveFitted>> keep(Optional<CurveFitted> last) {
        return () -> last;
    }

    /// Some prompts fail once or twice before they are answered, some are never answered; some scores are of a
    /// version that is not current.
    private static List<CompletionScored> scores(SplittableRandom random, UUID run) {
        List<CompletionScored> scores = new ArrayList<>();
        Label[] labels = Label.values();
        int prompts = 50 + random.nextInt(200);
        for (int index = 0; index < prompts; index++) {
            ModelVersion model = Scores.model(random.nextInt(5), random.nextInt(10) == 0 ? "v0" : "v1");
            String sample = "s" + random.nextInt(30);
            int attempt = 0;
            while (random.nextInt(5) == 0) {
                scores.add(Scores.failed(run, index, attempt++, model, sample));
            }
            if (attempt == 0 || random.nextBoolean()) {
                scores.add(Scores.labelled(run, index, attempt, model, sample, labels[random.nextInt(labels.length)]));
            }
        }
        return scores;
    }

    private void declareAll() {
        for (int i = 0; i < Scores.SIZES.size(); i++) {
            models.declared(Scores.declared(i, "v1"));
        }
    }

    private void start() {
        context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
        context.setCurrentSystemTimeMs(Scores.NOW.toEpochMilli());
        for (KeyValueStore<Bytes, byte[]> store : stores) {
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        processor = new ScoreProcessor(
                AnalysisDriver.SETTINGS,
                models,
                new AnalysisMetrics(new SimpleMeterRegistry()),
                PromptTracing.OFF,
                () -> new RefitShare(AnalysisDriver.SETTINGS.fitInterval(), System::nanoTime));
        processor.init(context);
    }

    private void process(CompletionScored score) {
        context.setRecordMetadata("scores", 0, offset++);
        processor.process(new Record<>(
                AnalysisDriver.utf8(score.partitionKey()),
                Codecs.COMPLETION_SCORED.encode(score),
                Scores.NOW.toEpochMilli(),
                Codecs.COMPLETION_SCORED.headers(score, "/test")));
    }

    /// The newest fit that comes out now.
    private Optional<CurveFitted> fit() {
        context.resetForwards();
        context.scheduledPunctuators().forEach(p -> p.getPunctuator().punctuate(context.currentSystemTimeMs()));
        return context.forwarded().stream()
                .filter(f -> f.childName().equals(Optional.of(AnalysisTopology.FITS)))
                .map(f -> decode(Codecs.CURVE_FITTED, f.record()))
                .reduce((a, b) -> b);
    }

    /// What the newest evidence that came out says to drift.
    private List<String> driftsForwarded() {
        return context.forwarded().stream()
                .filter(f -> f.childName().equals(Optional.of(AnalysisTopology.EVIDENCE)))
                .map(f -> decode(Codecs.EVIDENCE_REPORTED, f.record()))
                .reduce((a, b) -> b)
                .orElseThrow()
                .findings()
                .stream()
                .filter(finding -> finding.kind() == AlertKind.MODEL_DRIFT)
                .map(Finding::subject)
                .toList();
    }

    private static <T> T decode(EventCodec<T> codec, Record<? extends byte[], ? extends byte[]> record) {
        try {
            return codec.decode(record.headers(), record.value());
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }

    private static List<KeyValueStore<Bytes, byte[]>> emptyStores() {
        return List.of(
                store(AnalysisTopology.SEEN_STORE),
                store(AnalysisTopology.COUNTS_STORE),
                store(AnalysisTopology.DRIFT_STORE),
                store(AnalysisTopology.SERIES_STORE),
                store(AnalysisTopology.SAMPLES_STORE));
    }

    private static KeyValueStore<Bytes, byte[]> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
    }
}
