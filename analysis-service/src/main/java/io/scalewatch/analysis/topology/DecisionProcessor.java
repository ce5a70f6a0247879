package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.alerts.AlertBook;
import io.scalewatch.analysis.alerts.Mutes;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.ScalingAlert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/// The stage that sees the evidence of all series and writes every alert. Its book is in memory; the stores
/// bring it back after a restart.
final class DecisionProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = Logger.getLogger(DecisionProcessor.class);

    private final AnalysisSettings settings;
    private final CurrentModels models;
    private final AnalysisMetrics metrics;
    private final AlertBook book;

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<Bytes, byte[]> hypotheses;
    private KeyValueStore<Bytes, byte[]> alerts;

    DecisionProcessor(AnalysisSettings settings, CurrentModels models, AnalysisMetrics metrics, Mutes mutes) {
        this.settings = settings;
        this.models = models;
        this.metrics = metrics;
        this.book = new AlertBook(settings.alerts(), mutes);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        hypotheses = context.getStateStore(AnalysisTopology.HYPOTHESES_STORE);
        alerts = context.getStateStore(AnalysisTopology.ALERTS_STORE);
        restore(hypotheses, Codecs.EVIDENCE_REPORTED, book::report);
        restore(alerts, Codecs.SCALING_ALERT, book::restore);
        context.schedule(settings.fitInterval(), PunctuationType.WALL_CLOCK_TIME, at -> publish(book.decide(now())));
        context.schedule(settings.modelsInterval(), PunctuationType.WALL_CLOCK_TIME, at -> {
            publish(book.supersede(f -> models.epoch(f).map(Epoch::name), now()));
            publish(book.followMutes(now()));
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            EvidenceReported known = book.report(Codecs.EVIDENCE_REPORTED.decode(record.headers(), record.value()));
            hypotheses.put(key(known.series() + "/" + known.epoch()), Codecs.EVIDENCE_REPORTED.encode(known));
        } catch (UnreadableEventException e) {
            metrics.unreadableEvidence();
            LOG.warnf("Skipped an unreadable record on the topic analysis-evidence: %s", e.getMessage());
        }
    }

    private void publish(List<ScalingAlert> events) {
        for (ScalingAlert event : events) {
            byte[] value = Codecs.SCALING_ALERT.encode(event);
            alerts.put(key(event.alertId()), value);
            context.forward(record(event, event.series().toString(), value), AnalysisTopology.ALERTS);
            Record<byte[], byte[]> current = AlertBook.isOpen(event)
                    ? record(event, event.alertId(), value)
                    : new Record<>(utf8(event.alertId()), null, context.currentSystemTimeMs());
            context.forward(current, AnalysisTopology.CURRENT_ALERTS);
            String status = event.status().name().toLowerCase(Locale.ROOT);
            metrics.alert(event.kind(), status);
            LOG.infof("Alert %s: kind=%s series=%s epoch=%s", status, event.kind(), event.series(), event.epoch());
        }
    }

    private Record<byte[], byte[]> record(ScalingAlert event, String key, byte[] value) {
        return new Record<>(
                utf8(key),
                value,
                context.currentSystemTimeMs(),
                Codecs.SCALING_ALERT.headers(event, AnalysisTopology.SOURCE));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private static <T> void restore(KeyValueStore<Bytes, byte[]> store, EventCodec<T> codec, Consumer<T> to) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                to.accept(codec.decode(all.next().value));
            }
        } catch (UnreadableEventException e) {
            throw new IllegalStateException("this service's own state can't be read", e);
        }
    }

    private static Bytes key(String text) {
        return Bytes.wrap(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
