package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.embedded.EmbeddedKafka;
import io.scalewatch.embedded.EmbeddedPostgresServer;
import io.scalewatch.embedded.FreePort;
import io.scalewatch.embedded.SecureListener;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Servers;
import io.scalewatch.local.stack.Service;
import io.scalewatch.local.stack.StackAddresses;
import io.scalewatch.local.stack.StackOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The services in the profile `production`, with a Kafka that wants SASL over TLS and a PostgreSQL with TLS,
/// configured
/// as docs/configuration.md shows it.
class SecuredServersIT {

    private static final String USER = "scalewatch";
    private static final String PASSWORD = UUID.randomUUID().toString();

    @TempDir
    Path folder;

    private final int securePort = FreePort.find();
    private ServerCertificate certificate;
    private EmbeddedKafka kafka;
    private EmbeddedPostgresServer postgres;

    @BeforeEach
    void startServers() throws Exception {
        certificate = ServerCertificate.make(folder);
        SecureListener secure = new SecureListener(securePort, certificate.keyStore(), ServerCertificate.PASSWORD);
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), FreePort.find(), secure);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, scram, PASSWORD)))
                    .all()
                    .get();
        }
        postgres = EmbeddedPostgresServer.start(
                folder.resolve("postgres"),
                FreePort.find(),
                folder.resolve("postgres.log"),
                Map.of(
                        "ssl", "on",
                        "ssl_cert_file", certificate.certificate().toString(),
                        "ssl_key_file", certificate.key().toString()));
    }

    @AfterEach
    void stopServers() throws Exception {
        postgres.close();
        kafka.close();
    }

    @Test
    void anEvaluationRunsAndEveryConnectionIsEncrypted() throws Exception {
        StackOptions options = StackOptions.in(folder.resolve("data"))
                .withSimulation(SharedStack.spec(folder))
                .on(new Servers.Running(secureBootstrap(), jdbcUrl(), EmbeddedPostgresServer.USER, ""))
                .saying(System.out::println);
        for (Service service : Service.values()) {
            options = options.withEnvironment(service, "QUARKUS_PROFILE", "production");
            for (Map.Entry<String, String> setting : credentials(PASSWORD).entrySet()) {
                String variable =
                        "KAFKA_" + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_');
                options = options.withEnvironment(service, variable, setting.getValue());
            }
        }

        try (LocalStack stack = LocalStack.start(options)) {
            Evaluation evaluation = Evaluation.deploy(addresses(stack), "secured", Families.SIX_SLOW);
            UUID run = evaluation.run(List.of("distractor-arithmetic"), 1);

            evaluation.assertEveryPromptCountedOnce(run);
            assertThat(encryptedConnections())
                    .containsOnlyKeys("task-service", "analysis-service")
                    .allSatisfy((service, encrypted) -> assertThat(encrypted).isTrue());
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        Map<String, Object> settings = new HashMap<>(credentials("wrong"));
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put("bootstrap.servers", secureBootstrap());
        try (Admin admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    /// Beside what the profile says.
    private Map<String, String> credentials(String password) {
        return Map.of(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + USER + "\" password=\""
                        + password + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.certificate().toString());
    }

    private String secureBootstrap() {
        return "127.0.0.1:" + securePort;
    }

    private String jdbcUrl() {
        return postgres.jdbcUrl() + "?sslrootcert=" + certificate.certificate();
    }

    /// As the test sees the stack: it reads the broker's log without TLS.
    private StackAddresses addresses(LocalStack stack) {
        return new StackAddresses(
                stack.taskService(), stack.analysisService(), kafka.bootstrapServers(), stack.models());
    }

    /// Whether all connections are encrypted that a service has now, by the name that it gives itself.
    private Map<String, Boolean> encryptedConnections() throws Exception {
        Map<String, Boolean> encrypted = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), EmbeddedPostgresServer.USER, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select application_name, bool_and(ssl)
                        from pg_stat_ssl join pg_stat_activity using (pid)
                        where datname = current_database() and pid <> pg_backend_pid()
                        group by application_name""")) {
            while (rows.next()) {
                encrypted.put(rows.getString(1), rows.getBoolean(2));
            }
        }
        return encrypted;
    }
}
