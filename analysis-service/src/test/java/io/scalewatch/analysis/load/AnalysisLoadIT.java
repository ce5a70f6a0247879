package io.scalewatch.analysis.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.analysis.runtime.ScoreLog;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.embedded.test.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many series at once, with the broker and the database on the same machine: how long it takes from a score to
/// the fit that counts it, and what the analysis takes of memory and disk. With `-Dload=full` 10,000 series of
/// six sizes and 5 million scores at 3,000/s; further properties change one of the figures, and are told in
/// docs/performance.md.
class AnalysisLoadIT {

    private static final boolean FULL = "full".equals(System.getProperty("load"));
    private static final int RATE = Integer.getInteger("load.rate", FULL ? 3_000 : 600);
    /// A service that has just been started compiles itself first.
    private static final int RAMP_SECONDS = Integer.getInteger("load.ramp", FULL ? 120 : 4);
    private static final Duration LAST_FITS = Duration.ofSeconds(120);
    private static final int PARTS = 5;
    private static final String HEAP = System.getProperty("load.heap", FULL ? "6000m" : "256m");
    private static final String YOUNG = System.getProperty("load.young", FULL ? "2500m" : "96m");
    /// The local stack's, and what docs/operations.md has for thousands of series.
    private static final List<String> OPTIONS = FULL
            ? List.of(
                    "-XX:+UseParallelGC",
                    "-XX:-UseAdaptiveSizePolicy",
                    "-XX:SurvivorRatio=3",
                    "-XX:+AlwaysPreTouch",
                    "-XX:+UseTransparentHugePages",
                    "-XX:ReservedCodeCacheSize=512m",
                    "-XX:-UseCodeCacheFlushing",
                    "-Xms" + HEAP,
                    "-Xmn" + YOUNG)
            : List.of("-XX:+UseSerialGC", "-XX:SurvivorRatio=3", "-XX:NewSize=" + YOUNG);
    private static final List<String> COMMON_OPTIONS =
            List.of("-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "-Xmx" + HEAP);

    @TempDir
    private Path directory;

    @Test
    void everyScoreIsCountedInAFit() throws Exception {
        // Given
        LoadPlan plan = FULL
                ? new LoadPlan(Integer.getInteger("load.families", 20), 100, 5, Integer.getInteger("load.samples", 84))
                : new LoadPlan(4, 10, 5, Integer.getInteger("load.samples", 4));
        long scores = Math.min(plan.scores(), Long.getLong("load.scores", plan.scores()));
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(COMMON_OPTIONS);
        Arrays.stream(System.getProperty("load.options", "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(options::add);
        FitLatencies latencies = new FitLatencies(scores, PARTS);
        try (TestBroker kafka = TestBroker.start(directory.resolve("kafka"));
                TestDatabase database = TestDatabase.start(directory);
                ScoreLog reference = new ScoreLog(kafka.bootstrapServers());
                AnalysisProcess analysis =
                        AnalysisProcess.start(kafka.bootstrapServers(), database, directory, options);
                FitReader reader = new FitReader(kafka.bootstrapServers(), latencies)) {
            reference.declare(plan.models());
            System.out.printf("%,d series, %,d scores at %,d/s, -Xmx%s%n", plan.series(), scores, RATE, HEAP);
            LoadReport report = new LoadReport(directory, analysis, latencies, reader);
            // When
            produce(kafka.bootstrapServers(), plan, scores, latencies, report);
            await().atMost(LAST_FITS).until(() -> latencies.covered() == scores);
            // Then
            report.end(plan.series(), scores);
            assertThat(analysis.metric("scalewatch_analysis_scores_counted_total", ""))
                    .isEqualTo(scores);
            assertThat(analysis.metric("scalewatch_analysis_fit_errors_total", ""))
                    .isZero();
            // The first part warms the service up. A few seconds beside other tests say nothing of times.
            for (int part = 1; FULL && part < PARTS; part++) {
                assertThat(latencies.millis(part, 0.99)).isBetween(0L, 1_000L);
            }
        }
    }

    /// When a score is due, after the first: the rate grows from 0 to [#RATE] in the beginning, evenly, and
    /// stays.
    private static long dueNanos(long number) {
        double growing = RATE * RAMP_SECONDS / 2.0;
        double seconds = number < growing
                ? Math.sqrt(2 * RAMP_SECONDS * number / (double) RATE)
                : RAMP_SECONDS + (number - growing) / RATE;
        return (long) (seconds * 1e9);
    }

    /// Sends each score when it is due, however late the ones before were.
    private static void produce(
            String bootstrap, LoadPlan plan, long scores, FitLatencies latencies, LoadReport report) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long begun = System.nanoTime();
            long perPart = Math.max(1, (scores + PARTS - 1) / PARTS);
            for (long n = 0; n < scores; n++) {
                long due = begun + dueNanos(n);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(Math.max(wait, 2_000_000));
                }
                CompletionScored score = plan.score(n, Instant.now());
                long number = n;
                String series = score.series().toString();
                producer.send(
                        new ProducerRecord<>(
                                Topics.SCORES,
                                null,
                                null,
                                score.partitionKey().getBytes(StandardCharsets.UTF_8),
                                Codecs.COMPLETION_SCORED.encode(score),
                                Codecs.COMPLETION_SCORED.headers(score, "/test")),
                        (written, failed) -> {
                            if (failed == null) {
                                latencies.written(number, series, written.offset(), due);
                            }
                        });
                if ((n + 1) % perPart == 0) {
                    report.part((int) (n / perPart), n + 1);
                }
            }
        }
    }
}
