package io.scalewatch.analysis.subscribers;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.ScalingAlert.Severity;
import io.scalewatch.contracts.event.ScalingAlert.Status;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.ShapeEvidence;
import io.scalewatch.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Alerts as the analysis writes them, in transactions.
public final class Alerts implements AutoCloseable {

    /// Lately: an Alertmanager is not told of what ended long ago.
    public static final Instant RAISED =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(180);

    private final KafkaProducer<byte[], byte[]> producer;

    public Alerts(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        UUID.randomUUID().toString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /// An alert of a family of its own.
    public static ScalingAlert alert(String family, int sequence, Status status, Severity severity) {
        return alert(family, sequence, status, severity, Optional.empty());
    }

    /// The same that somebody has muted.
    public static ScalingAlert muted(String family, int sequence, Status status, Severity severity) {
        return alert(
                family, sequence, status, severity, Optional.of(new ScalingAlert.Muted("known", Optional.empty())));
    }

    private static ScalingAlert alert(
            String family, int sequence, Status status, Severity severity, Optional<ScalingAlert.Muted> muted) {
        return new ScalingAlert(
                Integer.toHexString(family.hashCode()),
                AlertKind.LABEL_SHIFT,
                new SeriesKey(family, "memo-trap", "0123456789ab", "baseline", "1"),
                "epoch",
                sequence,
                status,
                severity,
                new ShapeEvidence.Trend(0.1, new Interval(0.05, 0.15)),
                new ScalingAlert.Evidence(5, 0.01, 1, 0.05),
                List.of(),
                List.of(),
                "TRAP grows with size",
                Optional.of("http://localhost:8704/api/series/" + family),
                RAISED,
                RAISED.plusSeconds(60L * sequence),
                Optional.of("TRAP"),
                List.of(),
                muted);
    }

    public void commit(ScalingAlert... alerts) {
        producer.beginTransaction();
        send(alerts);
        producer.commitTransaction();
    }

    public void abort(ScalingAlert... alerts) {
        producer.beginTransaction();
        send(alerts);
        producer.flush();
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ScalingAlert... alerts) {
        for (ScalingAlert alert : alerts) {
            producer.send(new ProducerRecord<>(
                    Topics.SCALING_ALERTS,
                    null,
                    null,
                    alert.series().toString().getBytes(StandardCharsets.UTF_8),
                    Codecs.SCALING_ALERT.encode(alert),
                    Codecs.SCALING_ALERT.headers(alert, "/test")));
        }
    }
}
