package io.scalewatch.analysis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.analysis.api.Problem;
import io.scalewatch.analysis.outgoing.Destinations;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.outbound.NamedSecrets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRulesTest {

    private static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final WebhookRules rules = new WebhookRules(
            new Destinations("allowed-urls", Optional.empty()),
            new NamedSecrets(Map.of("chat", SECRET), Optional.empty(), Map.of(), () -> 0));

    @Test
    void whatIsRightIsAWebhook() {
        WebhookRules.Checked checked =
                check("https://hooks.example.com/alerts", List.of("u-turn"), List.of("aurora-1.5"));

        assertThat(checked.violations()).isEmpty();
        assertThat(checked.webhook().orElseThrow().wanted().kinds()).containsExactly(AlertKind.U_TURN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", " ", "", "two words"})
    void aFamilyIsAName(String family) {
        assertThat(fields(check("https://hooks.example.com/", List.of(), Arrays.asList("aurora", family))))
                .containsExactly("families");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example.com:99999/", "https://hooks.example.com:0/", "nowhere"})
    void anAddressCanBeCalled(String url) {
        assertThat(fields(check(url, List.of(), List.of()))).containsExactly("url");
    }

    @Test
    void aKindIsOneThatThereIs() {
        WebhookRules.Checked checked = check("https://hooks.example.com/", List.of("U_TURN"), List.of());

        assertThat(fields(checked)).containsExactly("kinds");
        assertThat(checked.violations().getFirst().remedy()).contains("u-turn, inverted-u");
    }

    private static List<String> fields(WebhookRules.Checked checked) {
        return checked.violations().stream().map(Problem.Violation::field).toList();
    }

    private WebhookRules.Checked check(String url, List<String> kinds, List<String> families) {
        return rules.check(
                new WebhookRequest(
                        Optional.of("chat"), Optional.of(url), Optional.of("chat"), kinds, families, Optional.empty()),
                Instant.EPOCH);
    }
}
