package io.scalewatch.inference.client;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The secrets that authorise calls, by name. Never logged, never part of an event.
public final class EndpointKeys {

    private final Map<String, String> configured;
    private final Map<String, String> environment;

    /// @param configured what `scalewatch.inference.keys` holds
    /// @param environment the process' environment
    public EndpointKeys(Map<String, String> configured, Map<String, String> environment) {
        this.configured = Map.copyOf(configured);
        this.environment = Map.copyOf(environment);
    }

    /// The key of that name: as configured; else the environment variable of that name, as it stands or, as
    /// variables are usually written, in capitals with `_` for what is neither letter nor digit.
    public Optional<String> find(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(configured.get(name))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }

    @Override
    public String toString() {
        return "EndpointKeys[" + configured.size() + " configured]";
    }
}
