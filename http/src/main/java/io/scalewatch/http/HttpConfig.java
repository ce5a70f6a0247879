package io.scalewatch.http;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Who may call a service through a browser.
@ConfigMapping(prefix = "scalewatch.http")
public interface HttpConfig {

    /// Origins, beside the service's own, whose pages may call the API: `http://host:port`, separated by
    /// commas. Of task-service and inference-service it is where the page is served:
    /// `http://localhost:8704,http://127.0.0.1:8704` by default.
    Optional<List<String>> origins();

    /// Names, beside addresses and names without a dot, under which the service is called:
    /// `scalewatch.example.com`, separated by commas. Any request under another name is refused, but those to
    /// `/q`.
    Optional<List<String>> hosts();
}
