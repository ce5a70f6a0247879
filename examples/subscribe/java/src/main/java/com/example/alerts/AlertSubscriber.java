package com.example.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Tells of the alerts that are open, and then of what happens to them.
@ApplicationScoped
public class AlertSubscriber {

    /// An event of an alert; the record has more: schemas/ScalingAlert.json says what.
    public record Alert(String id, int sequence, String status, String severity, String kind, String summary) {}

    @Inject
    ObjectMapper json;

    @Inject
    Event<Alert> news;

    /// The newest sequence of each alert that was handled.
    private final Map<String, Integer> seen = new HashMap<>();

    /// What is open: from the beginning, whenever this starts. A record without a value says that the alert of its key
    /// is no longer open; how it ended is among the events.
    @Incoming("open-alerts")
    @Blocking
    void open(ConsumerRecord<String, String> alert) throws JsonProcessingException {
        if (alert.value() != null) {
            handle(alert.value());
        }
    }

    /// Every event: from where the group left off, or from now on. The offset is committed after this.
    @Incoming("alert-events")
    @Blocking
    void event(ConsumerRecord<String, String> alert) throws JsonProcessingException {
        handle(alert.value());
    }

    /// Each event comes on both topics, and again after a restart: the sequence tells which are news.
    private synchronized void handle(String value) throws JsonProcessingException {
        JsonNode alert = json.readTree(value);
        String id = alert.path("alertId").asText();
        int sequence = alert.path("sequence").asInt();
        if (sequence <= seen.getOrDefault(id, -1)) {
            return;
        }
        seen.put(id, sequence);
        news.fire(new Alert(
                id,
                sequence,
                alert.path("status").asText(),
                alert.path("severity").asText(),
                alert.path("kind").asText(),
                alert.path("summary").asText()));
    }

    /// Yours: send it, store it by id and sequence, page somebody.
    void print(@Observes Alert alert) {
        System.out.println(alert);
    }
}
