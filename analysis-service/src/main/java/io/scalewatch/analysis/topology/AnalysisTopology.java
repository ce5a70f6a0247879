package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.alerts.Mutes;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.tracing.PromptTracing;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The whole analysis:
///
/// ```
///  models ──▶ (every process) current versions ┐
///                                              ▼
///  scores ──▶ [count, fit] ──▶ scaling-fits          12 tasks, by family and task
///                 │ └───────▶ scores.dlq
///                 ▼
///          analysis-evidence ──▶ [decide] ──▶ scaling-alerts, scaling-alerts-current     1 task, sees all series
/// ```
public final class AnalysisTopology {

    /// The CloudEvents source of everything that the analysis says.
    public static final String SOURCE = "/analysis-service";

    static final String MODELS_STORE = "models";
    static final String HYPOTHESES_STORE = "hypotheses";
    static final String ALERTS_STORE = "alerts";
    static final String ALERTS = "alerts-sink";
    static final String CURRENT_ALERTS = "current-alerts-sink";
    static final String SEEN_STORE = "seen";
    static final String COUNTS_STORE = "counts";
    static final String SERIES_STORE = "series";
    static final String DRIFT_STORE = "drift";
    static final String SAMPLES_STORE = "samples";
    static final String FITS = "fits-sink";
    static final String EVIDENCE = "evidence-sink";
    static final String DEAD_LETTERS = "dead-letters-sink";

    private static final String SCORES = "scores-source";
    private static final String COUNT = "count";
    private static final String REPORTED = "evidence-source";
    private static final String DECIDE = "decide";

    /// A hot entry is written again with every commit: small segments, so that compaction can follow.
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "16777216", "min.cleanable.dirty.ratio", "0.3");

    private AnalysisTopology() {}

    /// @param models written by this topology's global store, for all its tasks in this process
    public static Topology build(
            AnalysisSettings settings,
            CurrentModels models,
            AnalysisMetrics metrics,
            PromptTracing tracing,
            Mutes mutes) {
        return build(settings, models, metrics, tracing, mutes, Stores::persistentKeyValueStore);
    }

    /// @param large makes the stores that grow with the number of scores
    static Topology build(
            AnalysisSettings settings,
            CurrentModels models,
            AnalysisMetrics metrics,
            PromptTracing tracing,
            Mutes mutes,
            Function<String, KeyValueBytesStoreSupplier> large) {
        ByteArrayDeserializer from = new ByteArrayDeserializer();
        ByteArraySerializer to = new ByteArraySerializer();
        Topology topology = new Topology();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(MODELS_STORE), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "models-source",
                from,
                from,
                Topics.MODELS,
                "follow-models",
                () -> new ModelsProcessor(models, metrics));

        ThreadLocal<RefitShare> shares =
                ThreadLocal.withInitial(() -> new RefitShare(settings.fitInterval(), System::nanoTime));
        topology.addSource(AutoOffsetReset.earliest(), SCORES, from, from, Topics.SCORES)
                .addProcessor(COUNT, () -> new ScoreProcessor(settings, models, metrics, tracing, shares::get), SCORES)
                .addStateStore(store(large.apply(SEEN_STORE)), COUNT)
                .addStateStore(uncached(large.apply(COUNTS_STORE)), COUNT)
                .addStateStore(uncached(large.apply(DRIFT_STORE)), COUNT)
                .addStateStore(store(Stores.inMemoryKeyValueStore(SERIES_STORE)), COUNT)
                .addStateStore(uncached(large.apply(SAMPLES_STORE)), COUNT)
                .addSink(FITS, Topics.SCALING_FITS, to, to, COUNT)
                .addSink(EVIDENCE, Topics.ANALYSIS_EVIDENCE, to, to, COUNT)
                .addSink(DEAD_LETTERS, Topics.deadLetters(Topics.SCORES), to, to, COUNT);

        topology.addSource(AutoOffsetReset.earliest(), REPORTED, from, from, Topics.ANALYSIS_EVIDENCE)
                .addProcessor(DECIDE, () -> new DecisionProcessor(settings, models, metrics, mutes), REPORTED)
                .addStateStore(store(Stores.inMemoryKeyValueStore(HYPOTHESES_STORE)), DECIDE)
                .addStateStore(store(Stores.inMemoryKeyValueStore(ALERTS_STORE)), DECIDE)
                .addSink(ALERTS, Topics.SCALING_ALERTS, to, to, DECIDE)
                .addSink(CURRENT_ALERTS, Topics.SCALING_ALERTS_CURRENT, to, to, DECIDE);
        return topology;
    }

    /// Cached, so that what changes often is written once per commit.
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(KeyValueBytesStoreSupplier supplier) {
        return uncached(supplier).withCachingEnabled();
    }

    /// For entries most of which are written once in a commit: the cache only sorts them.
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> uncached(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
