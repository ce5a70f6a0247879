package io.scalewatch.analysis.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.ScalingAlert;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A webhook as users see it.
///
/// @param secret the name of its secret
/// @param kinds of the alerts that it is called about; none says all
/// @param families whose alerts it is called about; none says all
/// @param severity the least
/// @param failures calls in a row that failed
/// @param pending messages that wait for it
@Schema(name = "Webhook")
public record WebhookView(
        String name,
        URI url,
        String secret,
        List<AlertKind> kinds,
        List<String> families,
        ScalingAlert.Severity severity,
        State state,
        int failures,
        Optional<Instant> failingSince,
        Optional<Instant> disabledAt,
        Optional<String> disabledBecause,
        long pending,
        Instant createdAt) {

    public enum State {
        @JsonProperty("active")
        ACTIVE,
        /// The last call failed.
        @JsonProperty("failing")
        FAILING,
        @JsonProperty("disabled")
        DISABLED
    }

    static WebhookView of(Webhook webhook, long pending) {
        State state =
                webhook.disabled().isPresent() ? State.DISABLED : webhook.failures() > 0 ? State.FAILING : State.ACTIVE;
        return new WebhookView(
                webhook.name(),
                webhook.url(),
                webhook.secret(),
                webhook.wanted().kinds().stream().sorted().toList(),
                webhook.wanted().families().stream().sorted().toList(),
                webhook.wanted().severity(),
                state,
                webhook.failures(),
                webhook.failingSince(),
                webhook.disabled().map(Webhook.Disabled::at),
                webhook.disabled().map(Webhook.Disabled::because),
                pending,
                webhook.createdAt());
    }
}
