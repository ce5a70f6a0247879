package io.scalewatch.analysis.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.ScalingAlert;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What a subscriber is sent: type, time and data, as the Standard Webhooks specification proposes. An alert's type,
/// id and data are those of its event.
///
/// @param id the header `webhook-id`
/// @param body JSON
record Message(String id, String body) {

    static final String PING_TYPE = "io.scalewatch.ping";

    private record Body(String type, Instant timestamp, Object data) {}

    static Message about(ScalingAlert alert) {
        return new Message(
                alert.alertId() + "/" + alert.sequence(),
                json(new Body(Codecs.SCALING_ALERT.type(), alert.at(), alert)));
    }

    /// A test.
    static Message ping(String webhook, Instant now) {
        return new Message("ping/" + UUID.randomUUID(), json(new Body(PING_TYPE, now, Map.of("webhook", webhook))));
    }

    private static String json(Body body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
