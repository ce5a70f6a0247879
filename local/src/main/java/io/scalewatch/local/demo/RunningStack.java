package io.scalewatch.local.demo;

import io.scalewatch.local.stack.StackAddresses;
import java.net.URI;
import picocli.CommandLine.Option;

/// The options that say where a Scalewatch runs that was not started here.
final class RunningStack {

    @Option(
            names = "--running",
            required = true,
            description = "Use a Scalewatch that is running already, the one of docker-compose.yml for example.")
    private boolean running;

    @Option(
            names = "--task-service",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8701",
            description = "Where its task service is (default: ${DEFAULT-VALUE}).")
    private URI taskService;

    @Option(
            names = "--analysis-service",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8704",
            description = "Where its analysis service is (default: ${DEFAULT-VALUE}).")
    private URI analysisService;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8790",
            description = "Where its Kafka is (default: ${DEFAULT-VALUE}).")
    private String kafka;

    @Option(
            names = "--models",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8780",
            description = "Where its workers reach the simulated models (default: ${DEFAULT-VALUE}; with"
                    + " docker-compose.yml http://models:8780).")
    private URI models;

    StackAddresses addresses() {
        return new StackAddresses(taskService, analysisService, kafka, models);
    }
}
