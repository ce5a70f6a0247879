package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.RateLimits;
import io.scalewatch.task.problem.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a user says of an endpoint.
///
/// @param baseUrl for example `http://127.0.0.1:8780/v1`
/// @param keyName the name of the secret that authorises calls, never the secret itself
/// @param prices US dollars per million tokens; without them the cost of a run is not known
/// @param capabilities what it can do beyond what every endpoint of its protocol can
/// @param limits what it may be asked per minute, by everything that Scalewatch runs
public record EndpointRequest(
        String baseUrl,
        EndpointDeclared.Protocol protocol,
        Optional<String> keyName,
        Optional<PricesRequest> prices,
        List<EndpointDeclared.Capability> capabilities,
        Optional<LimitsRequest> limits) {

    private static final String PROTOCOLS = "use one of "
            + Arrays.stream(EndpointDeclared.Protocol.values()).map(Enum::name).collect(Collectors.joining(", "));

    /// Both are needed: half a price is none.
    public record PricesRequest(Optional<Double> promptPerMillion, Optional<Double> completionPerMillion) {

        public PricesRequest {
            promptPerMillion = promptPerMillion == null ? Optional.empty() : promptPerMillion;
            completionPerMillion = completionPerMillion == null ? Optional.empty() : completionPerMillion;
        }

        private void check(Violations violations) {
            checkPrice("prices.promptPerMillion", promptPerMillion, violations);
            checkPrice("prices.completionPerMillion", completionPerMillion, violations);
        }

        private static void checkPrice(String field, Optional<Double> price, Violations violations) {
            String remedy = "give US dollars per million tokens, 0 or more";
            violations.require(price.isPresent(), field, "is missing", remedy);
            price.ifPresent(p -> violations.require(Double.isFinite(p) && p >= 0, field, "is not a price", remedy));
        }

        private Prices toRecord() {
            return new Prices(promptPerMillion.orElseThrow(), completionPerMillion.orElseThrow());
        }
    }

    /// Either or both.
    public record LimitsRequest(Optional<Integer> requestsPerMinute, Optional<Long> tokensPerMinute) {

        public LimitsRequest {
            requestsPerMinute = requestsPerMinute == null ? Optional.empty() : requestsPerMinute;
            tokensPerMinute = tokensPerMinute == null ? Optional.empty() : tokensPerMinute;
        }

        private void check(Violations violations) {
            requestsPerMinute.ifPresent(n -> violations.require(
                    n > 0, "limits.requestsPerMinute", "must be positive", "leave it out for no limit"));
            tokensPerMinute.ifPresent(n -> violations.require(
                    n > 0, "limits.tokensPerMinute", "must be positive", "leave it out for no limit"));
        }

        private RateLimits toRecord() {
            return new RateLimits(requestsPerMinute, tokensPerMinute);
        }
    }

    public EndpointRequest {
        limits = limits == null ? Optional.empty() : limits;
        keyName = keyName == null ? Optional.empty() : keyName;
        prices = prices == null ? Optional.empty() : prices;
        capabilities = capabilities == null
                ? List.of()
                : capabilities.stream().filter(Objects::nonNull).toList();
    }

    /// @throws io.scalewatch.task.problem.InvalidRequestException names every field that is wrong
    EndpointDeclared named(String name) {
        Violations violations = new Violations();
        violations.requireName("name", name);
        if (violations.requireText("baseUrl", baseUrl)) {
            checkUrl(violations);
        }
        violations.require(protocol != null, "protocol", "is missing", PROTOCOLS);
        keyName.ifPresent(key -> violations.requireName("keyName", key));
        prices.ifPresent(given -> given.check(violations));
        checkCapabilities(violations);
        limits.ifPresent(given -> given.check(violations));
        violations.throwIfAny();
        return new EndpointDeclared(
                name,
                baseUrl.strip().replaceFirst("/+$", ""),
                protocol,
                keyName,
                prices.map(PricesRequest::toRecord),
                capabilities,
                limits.map(LimitsRequest::toRecord));
    }

    private void checkCapabilities(Violations violations) {
        for (int i = 0; protocol != null && i < capabilities.size(); i++) {
            EndpointDeclared.Capability capability = capabilities.get(i);
            violations.require(
                    capability.suits(protocol),
                    "capabilities[" + i + "]",
                    "means nothing to the protocol " + protocol,
                    "leave it out, or name the protocol that has it");
        }
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
