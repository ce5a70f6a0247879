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
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.tracing.PromptTracing;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances share the series, and one of them goes without a word: the other one counts on where it was,
/// each score once, and what is decided about all series together is what one instance decides.
class StreamsTakeoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TASKS = 16;
    private static final int SAMPLES = 120;
    private static final int TRIALS = SAMPLES * Scores.SIZES.size();

    @TempDir
    private Path directory;

    /// What an alert is about, however often it was updated.
    private record About(SeriesKey series, AlertKind kind, String subject) {}

    @Test
    void whatOneLeavesTheOtherFinishes() throws Exception {
        // Given
        Set<About> alone = new HashSet<>();
        try (TestBroker kafka = TestBroker.start(directory.resolve("alone"));
                ScoreLog log = declared(kafka)) {
            KafkaStreams only = streams(kafka, "only");
            log.commit(scores());
            awaitTrials(log, TRIALS);
            awaitDecisions(log);
            only.close();
            alone.addAll(alerts(log));
        }
        try (TestBroker kafka = TestBroker.start(directory.resolve("kafka"));
                ScoreLog log = declared(kafka)) {
            KafkaStreams first = streams(kafka, "first");
            KafkaStreams second = streams(kafka, "second");
            List<KafkaStreams> both = List.of(first, second);
            await().atMost(PATIENCE).until(() -> both.stream().allMatch(StreamsTakeoverIT::hasSeries));
            await().atMost(PATIENCE).until(() -> both.stream().allMatch(StreamsTakeoverIT::hasCopies));
            List<CompletionScored> scores = scores();
            log.commit(scores.subList(0, scores.size() / 2));
            awaitTrials(log, TRIALS / 2);
            // When
            // Doesn't wait, and doesn't leave the group: it is missed when its session has ended.
            first.close(Duration.ZERO);
            log.commit(scores.subList(scores.size() / 4, scores.size()));
            awaitTrials(log, TRIALS);
            awaitDecisions(log);
            second.close();
            // Then
            List<CurveFitted> fits = log.read(Topics.SCALING_FITS, Codecs.CURVE_FITTED);
            assertThat(last(fits))
                    .hasSize(TASKS)
                    .allSatisfy((series, fit) -> assertThat(fit.points())
                            .extracting(CurvePoint::trials)
                            .containsOnly((long) SAMPLES));
            fits.stream()
                    .collect(Collectors.groupingBy(CurveFitted::series))
                    .values()
                    .forEach(ofSeries -> assertThat(ofSeries)
                            .extracting(CurveFitted::sequence)
                            .isSorted()
                            .doesNotHaveDuplicates());
            assertThat(alerts(log)).isEqualTo(alone);
            assertThat(raised(log)).doesNotHaveDuplicates();
            assertThat(alone)
                    .filteredOn(about -> about.kind() == AlertKind.INVERSE_SCALING)
                    .hasSize(TASKS / 2);
        }
    }

    /// What a kill leaves behind must not be taken for committed: nothing may say so while scores are counted.
    @Test
    void noCheckpointStandsWhileScoresAreCounted() throws Exception {
        try (TestBroker kafka = TestBroker.start(directory.resolve("kafka"));
                ScoreLog log = declared(kafka)) {
            KafkaStreams streams = streams(kafka, "only");
            log.commit(scores());
            awaitTrials(log, TRIALS);
            assertThat(files("state-only", "CURRENT")).isNotEmpty();
            assertThat(files("state-only", ".checkpoint")).isEmpty();
            streams.close();
            assertThat(files("state-only", ".checkpoint")).isNotEmpty();
        }
    }

    private List<Path> files(String folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve(folder))) {
            return all.filter(file -> file.getFileName().toString().equals(name))
                    .toList();
        }
    }

    /// In every other task accuracy falls with size, and rises in the others; sample by sample, all tasks in
    /// turns.
    private static List<CompletionScored> scores() {
        List<List<CompletionScored>> tasks = IntStream.range(0, TASKS)
                .mapToObj(task -> {
                    boolean falls = task % 2 == 0;
                    return Scores.run(
                                    new UUID(3, task),
                                    "v1",
                                    SAMPLES,
                                    falls ? 0.95 : 0.3,
                                    falls ? 0.3 : 0.95,
                                    task,
                                    Instant.now())
                            .stream()
                            .map(score -> Scores.ofTask("task-" + task, score))
                            .toList();
                })
                .toList();
        List<CompletionScored> scores = new ArrayList<>();
        for (int n = 0; n < TRIALS; n++) {
            for (List<CompletionScored> task : tasks) {
                scores.add(task.get(n));
            }
        }
        return scores;
    }

    private static ScoreLog declared(TestBroker kafka) {
        ScoreLog log = new ScoreLog(kafka.bootstrapServers());
        log.declare(IntStream.range(0, Scores.SIZES.size())
                .mapToObj(i -> Scores.declared(i, "v1"))
                .toList());
        return log;
    }

    private KafkaStreams streams(TestBroker kafka, String instance) {
        AnalysisConfig config = new SmallRyeConfigBuilder()
                .withMapping(AnalysisConfig.class)
                .withDefaultValue("scalewatch.analysis.instance", instance)
                .withDefaultValue(
                        "scalewatch.analysis.state-dir",
                        directory.resolve("state-" + instance).toString())
                .withDefaultValue("scalewatch.analysis.standby-replicas", "1")
                .withDefaultValue("scalewatch.analysis.session-timeout", "PT6S")
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

    private static boolean hasSeries(KafkaStreams streams) {
        return streams.state() == KafkaStreams.State.RUNNING
                && streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .flatMap((TaskMetadata task) -> task.topicPartitions().stream())
                        .anyMatch(partition -> partition.topic().equals(Topics.SCORES));
    }

    private static boolean hasCopies(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .anyMatch(thread -> !thread.standbyTasks().isEmpty());
    }

    /// The newest fit of each series.
    private static Map<SeriesKey, CurveFitted> last(List<CurveFitted> fits) {
        Map<SeriesKey, CurveFitted> last = new HashMap<>();
        fits.forEach(fit -> last.put(fit.series(), fit));
        return last;
    }

    private static void awaitTrials(ScoreLog log, long trials) {
        await().atMost(PATIENCE).until(() -> {
            Map<SeriesKey, CurveFitted> last = last(log.read(Topics.SCALING_FITS, Codecs.CURVE_FITTED));
            return last.size() == TASKS
                    && last.values().stream()
                            .allMatch(fit -> fit.points().stream()
                                            .mapToLong(CurvePoint::trials)
                                            .sum()
                                    == trials);
        });
    }

    /// Every falling curve is an alert: the last of all decisions is made then.
    private static void awaitDecisions(ScoreLog log) {
        await().atMost(PATIENCE)
                .until(() -> alerts(log).stream()
                                .filter(about -> about.kind() == AlertKind.INVERSE_SCALING)
                                .count()
                        == TASKS / 2);
    }

    private static Set<About> alerts(ScoreLog log) {
        return log.read(Topics.SCALING_ALERTS, Codecs.SCALING_ALERT).stream()
                .map(alert ->
                        new About(alert.series(), alert.kind(), alert.subject().orElse("")))
                .collect(Collectors.toSet());
    }

    private static List<String> raised(ScoreLog log) {
        return log.read(Topics.SCALING_ALERTS, Codecs.SCALING_ALERT).stream()
                .filter(alert -> alert.status() == ScalingAlert.Status.RAISED)
                .map(ScalingAlert::alertId)
                .toList();
    }
}
