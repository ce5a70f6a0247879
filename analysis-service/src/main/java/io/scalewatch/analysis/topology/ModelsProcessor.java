package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/// Keeps [CurrentModels] at what the topic `models` says. Kafka Streams replays the whole topic through it at
/// every start, before any score is processed.
final class ModelsProcessor implements Processor<byte[], byte[], Void, Void> {

    private static final Logger LOG = Logger.getLogger(ModelsProcessor.class);

    private final CurrentModels models;
    private final AnalysisMetrics metrics;
    private KeyValueStore<Bytes, byte[]> store;

    ModelsProcessor(CurrentModels models, AnalysisMetrics metrics) {
        this.models = models;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(AnalysisTopology.MODELS_STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            metrics.unreadableReference();
            LOG.warn("Skipped a record without a key on the topic models");
            return;
        }
        store.put(Bytes.wrap(record.key()), record.value());
        if (record.value() == null) {
            models.removed(new String(record.key(), StandardCharsets.UTF_8));
            return;
        }
        try {
            models.declared(Codecs.MODEL_DECLARED.decode(record.headers(), record.value()));
        } catch (UnreadableEventException e) {
            metrics.unreadableReference();
            LOG.warnf("Skipped an unreadable record on the topic models: %s", e.getMessage());
        }
    }
}
