package io.scalewatch.analysis.subscribers;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.scalewatch.embedded.FreePort;
import java.util.Map;

/// Subscribers on this machine, and times that a test can wait for.
public final class SubscribersProfile implements QuarkusTestProfile {

    /// Configuration properties that tell the tests the ports.
    public static final String RECEIVER = "test.receiver.port";

    public static final String ALERTMANAGER = "test.alertmanager.port";

    public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Override
    public Map<String, String> getConfigOverrides() {
        int receiver = FreePort.find();
        int alertmanager = FreePort.find();
        String webhooks = "scalewatch.analysis.webhooks.";
        return Map.ofEntries(
                Map.entry(RECEIVER, Integer.toString(receiver)),
                Map.entry(ALERTMANAGER, Integer.toString(alertmanager)),
                Map.entry("scalewatch.analysis.secrets.hook-secret", SECRET),
                Map.entry(webhooks + "allowed-urls", "http://127.0.0.1:" + receiver),
                Map.entry(webhooks + "call-timeout", "2s"),
                Map.entry(webhooks + "first-wait", "20ms"),
                Map.entry(webhooks + "longest-wait", "100ms"),
                Map.entry(webhooks + "disable-failures", "5"),
                Map.entry(webhooks + "disable-after", "0s"),
                Map.entry(webhooks + "look-interval", "50ms"),
                Map.entry("scalewatch.analysis.alertmanager.urls", "http://127.0.0.1:" + alertmanager),
                Map.entry("scalewatch.analysis.alertmanager.resend", "2s"));
    }
}
