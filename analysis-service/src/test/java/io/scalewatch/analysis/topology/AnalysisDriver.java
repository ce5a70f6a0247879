package io.scalewatch.analysis.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.analysis.alerts.AlertPolicy;
import io.scalewatch.analysis.alerts.Mutes;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.tracing.PromptTracing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/// The whole topology without a broker.
final class AnalysisDriver implements AutoCloseable {

    static final AnalysisSettings SETTINGS = new AnalysisSettings(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            Duration.ofDays(90),
            10,
            100,
            new AlertPolicy(0.05, 0.03, 0.10, Duration.ofHours(1), Optional.of("http://localhost:8704")));

    /// Kafka's own story is not part of these tests'. Held, or the level would be forgotten with the logger.
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    static {
        KAFKA.setLevel(Level.SEVERE);
    }

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> scores;
    private final TestInputTopic<byte[], byte[]> models;

    AnalysisDriver(Path stateDirectory) {
        this(stateDirectory, Mutes.NONE);
    }

    AnalysisDriver(Path stateDirectory, Mutes mutes) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "analysis-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        // In memory: the driver commits after every record, and RocksDB would write to the disk each time.
        driver = new TopologyTestDriver(
                AnalysisTopology.build(
                        SETTINGS,
                        new CurrentModels(),
                        new AnalysisMetrics(meters),
                        PromptTracing.OFF,
                        mutes,
                        Stores::inMemoryKeyValueStore),
                config,
                Scores.NOW);
        scores = driver.createInputTopic(
                Topics.SCORES, new ByteArraySerializer(), new ByteArraySerializer(), Scores.NOW, Duration.ZERO);
        models = driver.createInputTopic(Topics.MODELS, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void declareAll(String... versions) {
        for (int i = 0; i < Scores.SIZES.size(); i++) {
            declare(Scores.declared(i, versions));
        }
    }

    void declare(ModelDeclared model) {
        models.pipeInput(new TestRecord<>(
                utf8(model.model()),
                Codecs.MODEL_DECLARED.encode(model),
                Codecs.MODEL_DECLARED.headers(model, "/test")));
    }

    void score(CompletionScored... all) {
        score(List.of(all));
    }

    void score(Collection<CompletionScored> all) {
        for (CompletionScored score : all) {
            raw(
                    score.partitionKey(),
                    Codecs.COMPLETION_SCORED.encode(score),
                    Codecs.COMPLETION_SCORED.headers(score, "/test"));
        }
    }

    void raw(String key, byte[] value, Headers headers) {
        scores.pipeInput(new TestRecord<>(utf8(key), value, headers));
    }

    /// Lets the clocks of the topology run.
    void advance(Duration by) {
        driver.advanceWallClockTime(by);
    }

    /// Enough for every series to follow the models, be fitted and decided about.
    void settle() {
        advance(Duration.ofSeconds(1));
        advance(Duration.ofMillis(100));
        advance(Duration.ofMillis(100));
    }

    List<CurveFitted> fits() {
        return read(Topics.SCALING_FITS, Codecs.CURVE_FITTED);
    }

    CurveFitted lastFit() {
        settle();
        return fits().getLast();
    }

    CurvePoint point(CurveFitted fit, String model) {
        return fit.points().stream()
                .filter(p -> p.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    List<ScalingAlert> alerts() {
        return read(Topics.SCALING_ALERTS, Codecs.SCALING_ALERT);
    }

    List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    double count(String meter) {
        return meters.get(meter).counter().count();
    }

    @Override
    public void close() {
        driver.close();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> List<T> read(String topic, EventCodec<T> codec) {
        return records(topic).stream().map(r -> decode(codec, r)).toList();
    }

    private static <T> T decode(EventCodec<T> codec, TestRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.headers(), record.value());
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }
}
