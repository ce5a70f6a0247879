package com.example.alerts;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.ScalingAlert.Status;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.ShapeEvidence;
import io.scalewatch.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The two topics of alerts, written as the analysis writes them: both in one transaction, and no value for an alert
/// that has ended.
final class AlertTopics implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    AlertTopics(String bootstrapServers) {
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

    void commit(String alertId, int sequence, Status status) {
        producer.beginTransaction();
        send(event(alertId, sequence, status));
        producer.commitTransaction();
    }

    void abort(String alertId) {
        producer.beginTransaction();
        send(event(alertId, 0, Status.RAISED));
        producer.flush();
        producer.abortTransaction();
    }

    /// On `scaling-alerts` alone.
    void commitEvent(String alertId, int sequence) {
        producer.beginTransaction();
        sendEvent(event(alertId, sequence, Status.UPDATED));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ScalingAlert alert) {
        boolean open = alert.status() == Status.RAISED || alert.status() == Status.UPDATED;
        sendEvent(alert);
        byte[] key = utf8(alert.alertId());
        producer.send(
                open
                        ? new ProducerRecord<>(
                                Topics.SCALING_ALERTS_CURRENT,
                                null,
                                null,
                                key,
                                Codecs.SCALING_ALERT.encode(alert),
                                Codecs.SCALING_ALERT.headers(alert, "/test"))
                        : new ProducerRecord<>(Topics.SCALING_ALERTS_CURRENT, key, null));
    }

    private void sendEvent(ScalingAlert alert) {
        producer.send(new ProducerRecord<>(
                Topics.SCALING_ALERTS,
                null,
                null,
                utf8(alert.series().toString()),
                Codecs.SCALING_ALERT.encode(alert),
                Codecs.SCALING_ALERT.headers(alert, "/test")));
    }

    private static ScalingAlert event(String alertId, int sequence, Status status) {
        Instant now = Instant.now();
        return new ScalingAlert(
                alertId,
                AlertKind.INVERSE_SCALING,
                new SeriesKey("aurora", "memo-trap", "0123456789ab", "baseline", "1"),
                "epoch",
                sequence,
                status,
                ScalingAlert.Severity.WARNING,
                new ShapeEvidence.Trend(-0.1, new Interval(-0.2, -0.05)),
                new ScalingAlert.Evidence(5, 0.01, 1, 0.05),
                List.of(),
                List.of(),
                "aurora gets worse at memo-trap with size",
                Optional.empty(),
                now,
                now);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
