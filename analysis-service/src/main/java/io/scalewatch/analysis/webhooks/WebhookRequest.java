package io.scalewatch.analysis.webhooks;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A webhook as a user declares it. Texts, so that what is wrong is answered field by field.
///
/// @param secret the name of a secret, not the secret
/// @param severity the least
@Schema(name = "WebhookRequest")
public record WebhookRequest(
        Optional<String> name,
        Optional<String> url,
        Optional<String> secret,
        List<String> kinds,
        List<String> families,
        Optional<String> severity) {

    public WebhookRequest {
        name = orEmpty(name);
        url = orEmpty(url);
        secret = orEmpty(secret);
        kinds = kinds == null ? List.of() : kinds.stream().map(String::valueOf).toList();
        families = families == null
                ? List.of()
                : families.stream().map(String::valueOf).toList();
        severity = orEmpty(severity);
    }

    /// What JSON does not name comes as null.
    private static Optional<String> orEmpty(Optional<String> value) {
        return value == null ? Optional.empty() : value;
    }
}
