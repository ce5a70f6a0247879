package io.scalewatch.contracts.event;

import java.util.Optional;

/// Where models are served. Compacted topic `endpoints`, keyed by name.
///
/// @param baseUrl ends in `/v1` by convention; the protocol's paths are appended
/// @param keyName the name of the secret that authorises calls; never the secret itself
/// @param prices absent where nobody has said what it costs
public record EndpointDeclared(
        String name, String baseUrl, Protocol protocol, Optional<String> keyName, Optional<Prices> prices) {

    /// What an endpoint speaks.
    public enum Protocol {
        OPENAI_CHAT
    }

    public EndpointDeclared {
        Require.notBlank(name, "name");
        Require.notBlank(baseUrl, "baseUrl");
        Require.notNull(protocol, "protocol");
        keyName = Require.orEmpty(keyName);
        prices = Require.orEmpty(prices);
    }
}
