package io.scalewatch.analysis.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.analysis.alerts.Mutes;
import io.scalewatch.analysis.topology.AnalysisMetrics;
import io.scalewatch.analysis.topology.AnalysisSettings;
import io.scalewatch.analysis.topology.AnalysisTopology;
import io.scalewatch.analysis.topology.CurrentModels;
import io.scalewatch.analysis.topology.SampleIndex;
import io.scalewatch.analysis.topology.SampleLabels;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.topic.ConnectionSettings;
import io.scalewatch.contracts.topic.TopicList;
import io.scalewatch.tracing.PromptTracing;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/// Runs the topology: waits for the topics, and begins anew, after a pause, whenever Kafka Streams has given
/// up. On the plain API, because the framework's own starter does not begin anew.
@ApplicationScoped
public class AnalysisStreams {

    private static final Logger LOG = Logger.getLogger(AnalysisStreams.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);
    private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

    private final AnalysisSettings settings;
    private final Properties properties;
    private final Map<String, Object> broker;
    private final AnalysisMetrics metrics;
    private final PromptTracing tracing;
    private final Mutes mutes;
    private final Set<String> topics = Set.copyOf(TopicList.load().names());
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread runner = Thread.ofPlatform().name("analysis-streams").unstarted(this::run);

    private volatile State state = State.CREATED;
    private volatile Optional<KafkaStreams> running = Optional.empty();

    AnalysisStreams(
            AnalysisConfig config,
            MeterRegistry registry,
            PromptTracing tracing,
            Mutes mutes,
            @Identifier("default-kafka-broker") Map<String, Object> configured) {
        this.settings = ValidatedSettings.of(config);
        this.broker = ConnectionSettings.of(configured);
        this.properties = StreamsProperties.of(config, broker);
        this.metrics = new AnalysisMetrics(registry);
        this.tracing = tracing;
        this.mutes = mutes;
    }

    /// What the stream is doing; CREATED while it waits for its topics.
    public State state() {
        return state;
    }

    /// By sample, how often a model's answers got each label in a series, by the ordinal of
    /// [io.scalewatch.contracts.event.Label].
    ///
    /// @return empty where this instance does not have the series at present
    public Optional<Map<String, int[]>> labels(SeriesKey series, String model, String version) {
        return running.flatMap(streams -> SampleLabels.of(streams, series, model, version));
    }

    /// By sample, its task's dials, of the samples that have any.
    ///
    /// @return empty where this instance does not have the task at present, or none of its samples has a dial
    public Optional<Map<String, Map<String, Double>>> dials(SeriesKey series) {
        return running.flatMap(streams -> SampleLabels.dials(streams, series));
    }

    /// Asks what this instance knows of samples.
    ///
    /// @return empty where its stores can't be read at present
    public <T> Optional<T> samples(Function<SampleIndex, T> question) {
        try {
            return running.map(streams -> question.apply(SampleIndex.of(streams)));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            // Not running, or its partitions move.
            return Optional.empty();
        }
    }

    void start(@Observes StartupEvent event) {
        runner.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        runner.join(CLOSE_TIMEOUT.plus(PAUSE).toMillis());
    }

    private void run() {
        try {
            while (!isStopping()) {
                if (topicsExist()) {
                    runUntilStopped();
                }
                stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns when this service stops, or when Kafka Streams has given up.
    private void runUntilStopped() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        KafkaStreams streams;
        try {
            streams = new KafkaStreams(
                    AnalysisTopology.build(settings, new CurrentModels(), metrics, tracing, mutes), properties);
            streams.setUncaughtExceptionHandler(this::replaceThread);
            streams.setStateListener((now, before) -> {
                state = now;
                if (now == State.ERROR || now == State.NOT_RUNNING) {
                    ended.countDown();
                }
            });
            streams.start();
            running = Optional.of(streams);
        } catch (KafkaException | IllegalStateException e) {
            LOG.error("Can't start the stream, trying again", e);
            return;
        }
        while (!isStopping() && ended.getCount() > 0) {
            ended.await(PAUSE.toMillis() / 4, TimeUnit.MILLISECONDS);
        }
        running = Optional.empty();
        boolean leaving = isStopping();
        if (!leaving) {
            LOG.error("The stream has given up and is built anew");
        }
        // Leaving says that this instance may not come back: others take its partitions at once.
        streams.close(new KafkaStreams.CloseOptions().timeout(CLOSE_TIMEOUT).leaveGroup(leaving));
    }

    private StreamThreadExceptionResponse replaceThread(Throwable cause) {
        LOG.error("A thread of the stream died and is replaced", cause);
        try {
            // On the dying thread: a fault that stays must not spin.
            stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private boolean topicsExist() throws InterruptedException {
        Map<String, Object> config = new HashMap<>(broker);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(config)) {
            Set<String> missing = new HashSet<>(topics);
            missing.removeAll(admin.listTopics().names().get());
            if (!missing.isEmpty()) {
                LOG.warnf("Waiting for topics: missing=%s", missing);
            }
            return missing.isEmpty();
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("Waiting for Kafka: %s", e.getMessage());
            return false;
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
