package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.task.problem.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// What a user says of an endpoint.
///
/// @param baseUrl for example `http://127.0.0.1:8780/v1`
/// @param keyName the name of the secret that authorises calls, never the secret itself
public record EndpointRequest(String baseUrl, EndpointDeclared.Protocol protocol, Optional<String> keyName) {

    public EndpointRequest {
        keyName = keyName == null ? Optional.empty() : keyName;
    }

    /// @throws io.scalewatch.task.problem.InvalidRequestException names every field that is wrong
    EndpointDeclared named(String name) {
        Violations violations = new Violations();
        violations.requireName("name", name);
        if (violations.requireText("baseUrl", baseUrl)) {
            checkUrl(violations);
        }
        violations.require(protocol != null, "protocol", "is missing", "use OPENAI_CHAT");
        keyName.ifPresent(key -> violations.requireName("keyName", key));
        violations.throwIfAny();
        return new EndpointDeclared(name, baseUrl.strip().replaceFirst("/+$", ""), protocol, keyName);
    }

    private void checkUrl(Violations violations) {
        String remedy = "use an address such as http://127.0.0.1:8780/v1";
        try {
            URI url = new URI(baseUrl.strip());
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            violations.require(http && url.getHost() != null, "baseUrl", "is not an HTTP address", remedy);
            violations.require(
                    url.getRawUserInfo() == null,
                    "baseUrl",
                    "holds a user name or password",
                    "leave it out, and name a key in keyName");
            violations.require(
                    url.getRawQuery() == null && url.getRawFragment() == null,
                    "baseUrl",
                    "has a query or a fragment",
                    remedy);
        } catch (URISyntaxException e) {
            violations.add("baseUrl", "is not an address", remedy);
        }
    }
}
