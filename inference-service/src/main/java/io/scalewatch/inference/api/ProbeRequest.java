package io.scalewatch.inference.api;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Capability;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.http.Problem.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is to be probed: an endpoint that is saved, by its name, or one as task-service would take it.
///
/// @param endpoint the name of one that is saved; then of the rest only `model` counts
/// @param baseUrl for example `http://127.0.0.1:8780/v1`
/// @param keyName the name of the secret that authorises calls, never the secret itself
/// @param capabilities what it is thought to be able to do
/// @param model the model to ask; the first that it lists where none is named
public record ProbeRequest(
        Optional<String> endpoint,
        Optional<String> baseUrl,
        Optional<Protocol> protocol,
        Optional<String> keyName,
        List<Capability> capabilities,
        Optional<String> model) {

    private static final String UNNAMED = "(not declared)";
    private static final int LONGEST_MODEL = 200;

    public ProbeRequest {
        endpoint = filled(endpoint);
        baseUrl = filled(baseUrl);
        protocol = protocol == null ? Optional.empty() : protocol;
        keyName = filled(keyName);
        capabilities = capabilities == null
                ? List.of()
                : capabilities.stream().filter(Objects::nonNull).toList();
        model = filled(model);
    }

    /// The endpoint that it describes.
    ///
    /// @throws RefusedException names every field that is wrong
    EndpointDeclared described() {
        List<Violation> wrong = new ArrayList<>();
        if (!baseUrl.map(ProbeRequest::isAddress).orElse(false)) {
            wrong.add(new Violation(
                    "baseUrl",
                    baseUrl.isPresent() ? "is not an HTTP address without user, query and fragment" : "is missing",
                    "use an address such as http://127.0.0.1:8780/v1, or name a saved endpoint in `endpoint`"));
        }
        if (protocol.isEmpty()) {
            wrong.add(new Violation("protocol", "is missing", "use one of " + List.of(Protocol.values())));
        }
        if (!keyName.map(Names::isName).orElse(true)) {
            wrong.add(new Violation("keyName", "is not a name", "use letters, digits and . _ : @ ( ) -"));
        }
        protocol.ifPresent(spoken -> capabilities.stream()
                .filter(capability -> !capability.suits(spoken))
                .forEach(capability -> wrong.add(new Violation(
                        "capabilities",
                        capability + " means nothing to the protocol " + spoken,
                        "leave it out, or name the protocol that has it"))));
        if (!wrong.isEmpty()) {
            throw new RefusedException(wrong);
        }
        return new EndpointDeclared(
                UNNAMED,
                baseUrl.orElseThrow().replaceFirst("/+$", ""),
                protocol.orElseThrow(),
                keyName,
                Optional.empty(),
                capabilities);
    }

    /// @throws RefusedException if it is too long for one
    Optional<String> modelToAsk() {
        if (model.filter(name -> name.length() > LONGEST_MODEL).isPresent()) {
            throw new RefusedException(List.of(new Violation(
                    "model",
                    "is longer than " + LONGEST_MODEL + " characters",
                    "use the name that the endpoint lists")));
        }
        return model;
    }

    private static boolean isAddress(String text) {
        try {
            URI url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return http
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<String> filled(Optional<String> text) {
        return text == null ? Optional.empty() : text.map(String::strip).filter(t -> !t.isEmpty());
    }
}
