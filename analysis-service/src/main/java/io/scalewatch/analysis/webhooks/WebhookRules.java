package io.scalewatch.analysis.webhooks;

import io.scalewatch.analysis.api.Problem.Violation;
import io.scalewatch.analysis.outgoing.Destinations;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.outbound.NamedSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a webhook must be.
@ApplicationScoped
class WebhookRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final int LONGEST_URL = 2_000;
    private static final int MOST_FAMILIES = 100;
    private static final List<String> SEVERITIES = List.of("warning", "critical");

    private final Destinations destinations;
    private final NamedSecrets secrets;

    WebhookRules(Destinations destinations, NamedSecrets secrets) {
        this.destinations = destinations;
        this.secrets = secrets;
    }

    /// Either a webhook, or what is wrong.
    record Checked(Optional<Webhook> webhook, List<Violation> violations) {}

    Checked check(WebhookRequest request, Instant now) {
        List<Violation> wrong = new ArrayList<>();
        String name = request.name().orElse("");
        if (!NAME.matcher(name).matches()) {
            wrong.add(
                    new Violation("name", "is no name", "1 to 63 small letters, digits and dashes, the first no dash"));
        }
        Optional<URI> url = url(request.url().orElse(""), wrong);
        String secret = request.secret().orElse("");
        if (!SECRET.matcher(secret).matches()) {
            wrong.add(new Violation("secret", "is no name of a secret", "the name; the secret itself stays with you"));
        } else if (secrets.find(secret).flatMap(MessageSignature::with).isEmpty()) {
            wrong.add(new Violation(
                    "secret",
                    "names no usable secret",
                    "set an environment variable, or mount a file, of this name for analysis-service: base64 of 24 to"
                            + " 64 bytes, with or without whsec_ before it"));
        }
        Set<AlertKind> kinds = kinds(request.kinds(), wrong);
        if (request.families().size() > MOST_FAMILIES
                || !request.families().stream().allMatch(Names::isName)) {
            wrong.add(new Violation("families", "are no names of families", "at most 100, as /api/series has them"));
        }
        String severity = request.severity().orElse(SEVERITIES.getFirst());
        if (!SEVERITIES.contains(severity)) {
            wrong.add(new Violation("severity", "is none", String.join(" or ", SEVERITIES)));
        }
        if (!wrong.isEmpty() || url.isEmpty()) {
            return new Checked(Optional.empty(), wrong);
        }
        AlertFilter wanted = new AlertFilter(
                kinds,
                new HashSet<>(request.families()),
                severity.equals(SEVERITIES.getFirst())
                        ? ScalingAlert.Severity.WARNING
                        : ScalingAlert.Severity.CRITICAL);
        return new Checked(
                Optional.of(new Webhook(name, url.get(), secret, wanted, now, 0, Optional.empty(), Optional.empty())),
                List.of());
    }

    private Optional<URI> url(String text, List<Violation> wrong) {
        String remedy = "an address such as https://hooks.example.com/alerts; analysis-service's"
                + " scalewatch.analysis.webhooks.allowed-urls allows others";
        if (text.isBlank() || text.length() > LONGEST_URL) {
            wrong.add(new Violation("url", "is no address of at most 2,000 characters", remedy));
            return Optional.empty();
        }
        try {
            URI url = URI.create(text);
            Optional<String> refusal = destinations.refusal(url);
            refusal.ifPresent(reason -> wrong.add(new Violation("url", reason, remedy)));
            return refusal.isPresent() ? Optional.empty() : Optional.of(url);
        } catch (IllegalArgumentException e) {
            wrong.add(new Violation("url", "is no address", remedy));
            return Optional.empty();
        }
    }

    private static Set<AlertKind> kinds(List<String> texts, List<Violation> wrong) {
        Set<AlertKind> found = new HashSet<>();
        for (String text : texts) {
            AlertKind.named(text)
                    .ifPresentOrElse(
                            found::add,
                            () -> wrong.add(new Violation(
                                    "kinds",
                                    "there is no such kind of alert",
                                    Arrays.stream(AlertKind.values())
                                            .map(AlertKind::toString)
                                            .collect(Collectors.joining(", ")))));
        }
        return found;
    }
}
