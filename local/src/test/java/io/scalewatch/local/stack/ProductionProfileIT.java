package io.scalewatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// In production no service starts with the address of a server that nobody has given.
class ProductionProfileIT {

    private static final int LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Service.class)
    void aMissingAddressStopsTheStartAndIsNamed(Service service) throws Exception {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Installation.find().jar(service).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(Map.of("QUARKUS_PROFILE", "production", "QUARKUS_HTTP_PORT", "0"));

        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("it has ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isNotZero();
        String named = switch (service) {
            case TASK -> "quarkus.datasource.jdbc.url";
            case INFERENCE, SCORING -> "kafka.bootstrap.servers must name the brokers";
            case ANALYSIS -> "bootstrap.servers";
        };
        assertThat(Files.readString(log)).contains(named);
    }
}
