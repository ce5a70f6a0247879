package io.scalewatch.embedded;

import java.nio.file.Path;
import java.util.Map;

/// A second address of a broker, for clients that log in (SASL, SCRAM-SHA-512) over TLS.
///
/// @param port where they connect, on the loopback interface
/// @param keyStore PKCS12, with the broker's key and certificate
/// @param password the key store's
public record SecureListener(int port, Path keyStore, String password) {

    static final String NAME = "SECURE";

    String address() {
        return NAME + "://127.0.0.1:" + port;
    }

    /// Broker settings, beside the lists of listeners.
    Map<String, String> settings() {
        String prefix = "listener.name.secure.";
        return Map.of(
                prefix + "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                prefix + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                prefix + "ssl.keystore.type",
                "PKCS12",
                prefix + "ssl.keystore.location",
                keyStore.toString(),
                prefix + "ssl.keystore.password",
                password,
                prefix + "ssl.key.password",
                password);
    }

    /// Without the password, which stays out of logs.
    @Override
    public String toString() {
        return "SecureListener[" + port + "]";
    }
}
