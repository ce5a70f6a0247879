package io.scalewatch.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/// Which cluster is meant.
public final class KafkaOption {

    private static final String USUAL_ADDRESS = "127.0.0.1:8790";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "The cluster (default: of the stack that runs on ./data, else " + USUAL_ADDRESS + ").")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description = "A setting of Kafka's clients, for example security.protocol=SASL_SSL; repeatable.")
    private Map<String, String> properties = Map.of();

    /// How clients of Kafka reach it.
    public Map<String, Object> settings() throws IOException {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address());
        return settings;
    }

    private String address() throws IOException {
        return kafka.isPresent()
                ? kafka.get()
                : StackDescription.read(Path.of("data"))
                        .map(StackDescription::kafka)
                        .orElse(USUAL_ADDRESS);
    }
}
