package io.scalewatch.task.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.outbox.OutboxEvent.Address;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/// What the relay asks the outbox. Every method takes part in the caller's transaction.
@ApplicationScoped
class OutboxTable {

    /// Any number that no other part of the service uses: "outbox" in ASCII.
    private static final long LOCK = 0x6F7574626F78L;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final Session entities;

    @Inject
    OutboxTable(Session entities) {
        this.entities = entities;
    }

    /// Makes the caller the one relay among all instances, until its transaction ends.
    ///
    /// @return false where another one is
    boolean tryLock() {
        return entities.createNativeQuery("SELECT pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    /// The events that are to be published, in the order of the changes.
    List<OutboxEvent> backlog(int limit) {
        return entities.createNativeQuery("""
                        SELECT topic, event_key, headers, event, sequence FROM outbox
                        WHERE published < sequence ORDER BY sequence LIMIT :limit""", Tuple.class)
                .setParameter("limit", limit)
                .getResultStream()
                .map(row -> new OutboxEvent(
                        new Address(row.get(0, String.class), row.get(1, String.class)),
                        headers(row.get(2, String.class)),
                        row.get(3, byte[].class),
                        row.get(4, Long.class)))
                .toList();
    }

    long backlogSize() {
        return entities.createNativeQuery("SELECT count(*) FROM outbox WHERE published < sequence", Long.class)
                .getSingleResult();
    }

    /// Notes that the broker has these; an event that was overtaken meanwhile stays in the backlog.
    void published(Collection<OutboxEvent> events) {
        events.stream()
                .sorted((a, b) -> a.address().compareTo(b.address()))
                .forEach(e -> mark(e.address(), e.sequence(), "AND published < :sequence"));
    }

    /// Puts the newest events of these keys into the backlog again.
    void republish(Collection<Address> addresses) {
        addresses.stream().sorted().forEach(a -> mark(a, 0, ""));
    }

    private void mark(Address address, long sequence, String condition) {
        entities.createNativeQuery("UPDATE outbox SET published = :sequence WHERE topic = :topic AND event_key = :key "
                        + condition)
                .setParameter("sequence", sequence)
                .setParameter("topic", address.topic())
                .setParameter("key", address.key())
                .executeUpdate();
    }

    private static Map<String, String> headers(String json) {
        try {
            return Json.mapper().readValue(json, HEADERS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
