package io.scalewatch.contracts.topic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What every client of the broker needs to reach it: addresses, encryption, credentials, and the patience of its
/// connections. Picked from all that is configured for Kafka, since what else stands there (a group, a deserializer)
/// is meant for one kind of client.
public final class ConnectionSettings {

    private static final List<String> PREFIXES = List.of(
            "bootstrap.",
            "security.",
            "ssl.",
            "sasl.",
            "socket.connection.",
            "reconnect.",
            "retry.backoff.",
            "client.dns.",
            "connections.max.idle.");

    private ConnectionSettings() {}

    /// @param configured properties of Kafka's clients by their names
    /// @throws IllegalArgumentException if no broker is named
    public static Map<String, Object> of(Map<String, Object> configured) {
        Map<String, Object> settings = new LinkedHashMap<>();
        configured.forEach((name, value) -> {
            if (PREFIXES.stream().anyMatch(name::startsWith)) {
                settings.put(name, value);
            }
        });
        if (settings.getOrDefault("bootstrap.servers", "").toString().isBlank()) {
            throw new IllegalArgumentException(
                    "kafka.bootstrap.servers must name the brokers, HOST:PORT[,HOST:PORT...]; the environment variable "
                            + "KAFKA_BOOTSTRAP_SERVERS sets it");
        }
        return settings;
    }
}
