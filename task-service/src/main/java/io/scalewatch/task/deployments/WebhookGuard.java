package io.scalewatch.task.deployments;

import io.scalewatch.task.settings.TaskServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lets a webhook's call pass that is signed with the secret, and lately.
@ApplicationScoped
class WebhookGuard {

    static final String TIMESTAMP = "X-Scalewatch-Timestamp";
    static final String SIGNATURE = "X-Scalewatch-Signature";

    /// Unix seconds, as far as an [Instant] reaches without ado.
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private final Optional<WebhookSignature> signature;
    private final Duration window;
    private final Clock clock;

    @Inject
    WebhookGuard(TaskServiceConfig config, Clock clock) {
        this.signature = config.webhook().secret().map(WebhookSignature::new);
        this.window = config.webhook().replayWindow();
        this.clock = clock;
    }

    /// Without a secret nothing can be proved, so nothing is taken.
    boolean isOpen() {
        return signature.isPresent();
    }

    /// @param timestamp Unix seconds
    /// @throws WebhookRefusedException if the call is not signed with the secret, or too long ago or ahead
    void check(Optional<String> timestamp, Optional<String> signed, byte[] body) {
        WebhookSignature expected = signature.orElseThrow(() -> new WebhookRefusedException("there is no secret"));
        String at = timestamp
                .filter(text -> SECONDS.matcher(text).matches())
                .orElseThrow(() -> new WebhookRefusedException(
                        "the header " + TIMESTAMP + " is missing or not a number of Unix seconds"));
        String given = signed.orElseThrow(() -> new WebhookRefusedException("the header " + SIGNATURE + " is missing"));
        if (!expected.matches(given, at, body)) {
            throw new WebhookRefusedException("the header " + SIGNATURE
                    + " is not the HMAC-SHA256 of timestamp, dot and body under the webhook's secret");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), clock.instant());
        if (age.abs().compareTo(window) > 0) {
            throw new WebhookRefusedException(
                    "the header " + TIMESTAMP + " is more than " + window + " from this service's clock");
        }
    }
}
