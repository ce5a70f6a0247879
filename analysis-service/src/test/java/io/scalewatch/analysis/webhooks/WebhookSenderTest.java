package io.scalewatch.analysis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.outgoing.Destinations;
import io.scalewatch.analysis.outgoing.JsonPosts;
import io.scalewatch.outbound.NamedSecrets;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {

    private final Vertx vertx = Vertx.vertx();
    private final WebhookSender sender = new WebhookSender(
            new JsonPosts(vertx),
            new Destinations("allowed-urls", Optional.of(List.of("http://127.0.0.1:1", "http://127.0.0.1:99999"))),
            new NamedSecrets(
                    Map.of("chat", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
                    Optional.empty(),
                    Map.of(),
                    () -> 0),
            WebhookConfigs.with(Map.of()),
            Clock.systemUTC());

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void whateverGoesWrongIsAnAttemptThatFailed() {
        // A header of HTTP can't hold this id.
        assertThat(send("http://127.0.0.1:1/", "id\n")).isEqualTo(failed("can't be called"));
    }

    @Test
    void anAddressFromBeforePortsWereCheckedIsRefused() {
        assertThat(send("http://127.0.0.1:99999/", "id")).isEqualTo(failed("the address is no http or https address"));
    }

    private static Attempt.Outcome failed(String reason) {
        return new Attempt.Outcome.Failed(Optional.empty(), reason, Optional.empty());
    }

    private Attempt.Outcome send(String url, String id) {
        Webhook webhook = new Webhook(
                "chat", URI.create(url), "chat", AlertFilter.ALL, Instant.EPOCH, 0, Optional.empty(), Optional.empty());
        return sender.send(webhook, new Message(id, "{}")).outcome();
    }
}
