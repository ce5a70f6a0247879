package io.scalewatch.task.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.contracts.event.TaskDeclared;
import io.scalewatch.contracts.topic.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;

/// Reference events leave the service exactly if the change that they tell of is committed: a declaration is
/// written in the caller's transaction, and [OutboxRelay] publishes it afterwards.
///
/// The topics are compacted, so the outbox keeps the newest event of each key and nothing else; an event that
/// is overtaken before it was published never leaves. Whoever declares something holds the lock of its row, so
/// that of two concurrent changes the later one is the newer event.
@ApplicationScoped
public class Outbox {

    static final String SOURCE = "/task-service";

    private static final String APPEND = """
            INSERT INTO outbox (topic, event_key, headers, event, sequence)
            VALUES (:topic, :key, :headers, :event, nextval('outbox_sequence'))
            ON CONFLICT (topic, event_key) DO UPDATE
            SET headers = excluded.headers, event = excluded.event, sequence = excluded.sequence
            WHERE outbox.event <> excluded.event""";

    private final EntityManager entities;
    private final TransactionSynchronizationRegistry transactions;
    private final OutboxSignal signal;

    @Inject
    Outbox(EntityManager entities, TransactionSynchronizationRegistry transactions, OutboxSignal signal) {
        this.entities = entities;
        this.transactions = transactions;
        this.signal = signal;
    }

    /// Takes part in the caller's transaction; does nothing where the newest declaration of the name says the
    /// same.
    @Transactional(Transactional.TxType.MANDATORY)
    public void declare(EndpointDeclared endpoint) {
        append(Topics.ENDPOINTS, endpoint.name(), Codecs.ENDPOINT_DECLARED, endpoint);
    }

    /// Takes part in the caller's transaction; does nothing where the newest declaration of the name says the
    /// same.
    @Transactional(Transactional.TxType.MANDATORY)
    public void declare(ModelDeclared model) {
        append(Topics.MODELS, model.model(), Codecs.MODEL_DECLARED, model);
    }

    /// Takes part in the caller's transaction; does nothing where the newest declaration of the name says the
    /// same.
    @Transactional(Transactional.TxType.MANDATORY)
    public void declare(TaskDeclared task) {
        append(Topics.TASKS, task.name(), Codecs.TASK_DECLARED, task);
    }

    /// Takes part in the caller's transaction; does nothing where the newest declaration of the part says the
    /// same.
    @Transactional(Transactional.TxType.MANDATORY)
    public void declare(RescoringRequested rescoring) {
        append(Topics.RESCORINGS, rescoring.key(), Codecs.RESCORING_REQUESTED, rescoring);
    }

    private <T> void append(String topic, String key, EventCodec<T> codec, T event) {
        int changed = entities.createNativeQuery(APPEND)
                .setParameter("topic", topic)
                .setParameter("key", key)
                .setParameter("headers", headers(codec, event))
                .setParameter("event", codec.encode(event))
                .executeUpdate();
        if (changed > 0) {
            transactions.registerInterposedSynchronization(new WakeAfterCommit(signal));
        }
    }

    private static <T> String headers(EventCodec<T> codec, T event) {
        Map<String, String> texts = new TreeMap<>();
        for (Header header : codec.headers(event, SOURCE)) {
            texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        try {
            return Json.mapper().writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record WakeAfterCommit(OutboxSignal signal) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing to prepare.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                signal.raise();
            }
        }
    }
}
