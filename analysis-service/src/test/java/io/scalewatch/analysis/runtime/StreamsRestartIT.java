package io.scalewatch.analysis.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.analysis.alerts.Mutes;
import io.scalewatch.analysis.topology.AnalysisMetrics;
import io.scalewatch.analysis.topology.AnalysisTopology;
import io.scalewatch.analysis.topology.CurrentModels;
import io.scalewatch.analysis.topology.Scores;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.tracing.PromptTracing;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stopped in the middle and started again, with its state directory and without: nothing is lost, nothing
/// counted twice, and the sequence of the fits grows on.
class StreamsRestartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private TestBroker kafka;
    private ScoreLog log;

    @BeforeEach
    void start() throws Exception {
        kafka = TestBroker.start(directory.resolve("kafka"));
        log = new ScoreLog(kafka.bootstrapServers());
        log.declare(IntStream.range(0, Scores.SIZES.size())
                .mapToObj(i -> Scores.declared(i, "v1"))
                .toList());
    }

    @AfterEach
    void stop() {
        log.close();
        kafka.close();
    }

    @Test
    void aRestartGoesOnWhereTheLastCommitWas() {
        // Given
        List<CompletionScored> scores = Scores.run(new UUID(1, 1), "v1", 400, 0.9, 0.4, 7, Instant.now());
        KafkaStreams first = streams("state");
        log.commit(scores.subList(0, 700));
        awaitTrials(700);
        // When
        log.commit(scores.subList(700, 1100));
        first.close();
        log.commit(scores.subList(1100, 1400));
        KafkaStreams second = streams("state");
        awaitTrials(1400);
        // Doesn't wait: the old instance may still act when the new one does.
        second.close(Duration.ZERO);
        log.commit(scores.subList(1000, 1700));
        KafkaStreams third = streams("another-state");
        awaitTrials(1700);
        log.commit(scores);
        awaitTrials(2000);
        third.close();
        // Then
        List<CurveFitted> fits = log.read(Topics.SCALING_FITS, Codecs.CURVE_FITTED);
        List<Long> sequences = fits.stream().map(CurveFitted::sequence).toList();
        assertThat(sequences).isSorted();
        assertThat(new HashSet<>(sequences)).hasSameSizeAs(sequences);
        assertThat(fits).isSortedAccordingTo((a, b) -> Long.compare(trials(a), trials(b)));
        assertThat(fits.getLast().points()).allMatch(p -> p.trials() == 400);
        assertThat(log.read(Topics.SCALING_ALERTS, Codecs.SCALING_ALERT))
                .filteredOn(alert -> alert.kind() == AlertKind.INVERSE_SCALING)
                .hasSize(1);
    }

    private KafkaStreams streams(String stateDirectory) {
        AnalysisConfig config = new SmallRyeConfigBuilder()
                .withMapping(AnalysisConfig.class)
                .withDefaultValue("scalewatch.analysis.instance", "it")
                .withDefaultValue(
                        "scalewatch.analysis.state-dir",
                        directory.resolve(stateDirectory).toString())
                .build()
                .getConfigMapping(AnalysisConfig.class);
        KafkaStreams streams = new KafkaStreams(
                AnalysisTopology.build(
                        ValidatedSettings.of(config),
                        new CurrentModels(),
                        new AnalysisMetrics(new SimpleMeterRegistry()),
                        PromptTracing.OFF,
                        Mutes.NONE),
                StreamsProperties.of(config, Map.of("bootstrap.servers", kafka.bootstrapServers())));
        streams.start();
        return streams;
    }

    private void awaitTrials(long trials) {
        await().atMost(PATIENCE).until(() -> {
            List<CurveFitted> fits = log.read(Topics.SCALING_FITS, Codecs.CURVE_FITTED);
            return !fits.isEmpty() && trials(fits.getLast()) == trials;
        });
    }

    private static long trials(CurveFitted fit) {
        return fit.points().stream().mapToLong(p -> p.trials()).sum();
    }
}
