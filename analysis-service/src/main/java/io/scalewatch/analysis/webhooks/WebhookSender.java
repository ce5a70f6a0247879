package io.scalewatch.analysis.webhooks;

import io.scalewatch.analysis.outgoing.Destinations;
import io.scalewatch.analysis.outgoing.JsonPosts;
import io.scalewatch.analysis.outgoing.RefusedDestinationException;
import io.scalewatch.analysis.webhooks.Attempt.Outcome;
import io.scalewatch.outbound.NamedSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// Makes one call of a subscriber, with the headers of the Standard Webhooks specification.
@ApplicationScoped
class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,7}");

    private final JsonPosts posts;
    private final Destinations destinations;
    private final NamedSecrets secrets;
    private final Duration limit;
    private final Clock clock;

    WebhookSender(JsonPosts posts, Destinations destinations, NamedSecrets secrets, WebhookConfig config, Clock clock) {
        this.posts = posts;
        this.destinations = destinations;
        this.secrets = secrets;
        this.limit = config.callTimeout();
        this.clock = clock;
    }

    Attempt send(Webhook webhook, Message message) {
        Instant begun = clock.instant();
        Outcome outcome = call(webhook, message, begun);
        return new Attempt(outcome, Duration.between(begun, clock.instant()));
    }

    private Outcome call(Webhook webhook, Message message, Instant now) {
        Optional<MessageSignature> signature = secrets.find(webhook.secret()).flatMap(MessageSignature::with);
        if (signature.isEmpty()) {
            return failed("there is no usable secret '" + webhook.secret() + "'");
        }
        try {
            InetAddress address = destinations.resolve(webhook.url());
            byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
            long timestamp = now.getEpochSecond();
            return outcome(
                    posts.post(
                            webhook.url(),
                            address,
                            Map.of(
                                    "webhook-id",
                                    message.id(),
                                    "webhook-timestamp",
                                    Long.toString(timestamp),
                                    "webhook-signature",
                                    signature.get().of(message.id(), timestamp, body)),
                            body,
                            limit),
                    now);
        } catch (RefusedDestinationException e) {
            return failed(e.getMessage());
        } catch (UnknownHostException e) {
            return failed("there is no such host");
        } catch (IOException e) {
            return failed(e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is, it is written down, and ends with the others that fail.
            LOG.errorf("A webhook can't be called: webhook=%s because=%s", webhook.name(), e.getClass());
            return failed("can't be called");
        }
    }

    private static Outcome outcome(JsonPosts.Answer answer, Instant now) {
        if (answer.isSuccess()) {
            return new Outcome.Delivered(answer.status());
        }
        if (answer.status() == Outcome.Gone.STATUS) {
            return new Outcome.Gone();
        }
        Optional<Instant> notBefore = answer.retryAfter()
                .map(String::strip)
                .filter(text -> SECONDS.matcher(text).matches())
                .map(seconds -> now.plusSeconds(Long.parseLong(seconds)));
        return new Outcome.Failed(Optional.of(answer.status()), "answered " + answer.status(), notBefore);
    }

    private static Outcome failed(String reason) {
        return new Outcome.Failed(Optional.empty(), reason, Optional.empty());
    }
}
