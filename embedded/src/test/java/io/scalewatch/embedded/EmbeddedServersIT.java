package io.scalewatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.topic.TopicList;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {

    @TempDir
    Path data;

    @Test
    void kafkaHasEveryTopicAndKeepsThemOverARestart() throws Exception {
        int port = FreePort.find();
        String cluster;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), port);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(TopicList.load().names());
            cluster = admin.describeCluster().clusterId().get();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), port);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(cluster);
        }
    }

    @Test
    void brokerAndClientsAreOfOneVersion() {
        assertThat(System.getProperty("kafka.server.version")).isEqualTo(AppInfoParser.getVersion());
    }

    @Test
    void postgresKeepsItsTablesOverARestart() throws Exception {
        int port = FreePort.find();
        try (EmbeddedPostgresServer server = start(port);
                Connection connection = connect(server)) {
            connection.createStatement().execute("create table kept as select 42 as answer");
        }

        try (EmbeddedPostgresServer server = start(port);
                Connection connection = connect(server);
                ResultSet rows = connection.createStatement().executeQuery("select answer, version() from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
            assertThat(rows.getString(2)).startsWith("PostgreSQL 18.");
        }
    }

    private EmbeddedPostgresServer start(int port) throws Exception {
        return EmbeddedPostgresServer.start(data.resolve("postgres"), port, data.resolve("postgres.log"));
    }

    private static Connection connect(EmbeddedPostgresServer server) throws Exception {
        return DriverManager.getConnection(server.jdbcUrl(), EmbeddedPostgresServer.USER, "");
    }
}
