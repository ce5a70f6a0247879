package io.scalewatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kafka and PostgreSQL as processes of their own, and what becomes of them when something is killed.
class ServersIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Set<String> SERVERS = Set.of(StackLayout.KAFKA, StackLayout.POSTGRES);

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Servers servers;

    /// The servers of a stack without its services.
    private static final class Servers implements AutoCloseable {

        private final DataDirectory data;
        private final StackLayout layout;
        private final Supervisor supervisor;
        private final HttpClient http = HttpClient.newHttpClient();

        Servers(Path folder, List<String> said) throws InterruptedException {
            data = DataDirectory.open(folder);
            Ports ports = new Ports(false, new SplittableRandom(), said::add);
            layout = new StackLayout(new Installation(folder), StackOptions.in(folder), data, ports, http);
            supervisor = new Supervisor(data, said::add, () -> {});
            supervisor.add(layout.kafka());
            supervisor.add(layout.postgres());
            try {
                supervisor.startAll(LIMIT);
            } catch (StackException e) {
                close();
                throw e;
            }
        }

        long pid(String name) {
            return supervisor.get(name).pid().orElseThrow();
        }

        void awaitAnotherThan(String name, long pid) {
            await().atMost(LIMIT)
                    .until(() -> supervisor.get(name).isReady()
                            && supervisor.get(name).pid().orElse(pid) != pid);
        }

        Connection connect() throws Exception {
            return DriverManager.getConnection(layout.jdbcUrl(), EmbeddedPostgresServer.USER, "");
        }

        Admin admin() {
            return Admin.create(Map.of("bootstrap.servers", layout.kafkaBootstrap()));
        }

        @Override
        public void close() {
            try {
                supervisor.stopAll();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                data.close();
                http.close();
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        servers = new Servers(folder, said);
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    @Test
    void theDatabaseComesBackWithItsDataWhicheverOfItsProcessesIsKilled() throws Exception {
        try (Connection connection = servers.connect()) {
            connection.createStatement().execute("create table kept as select 42 as answer");
        }

        // Given that the process beside it is killed, the server is an orphan that the next process has to end
        long first = servers.pid(StackLayout.POSTGRES);
        ProcessHandle orphan = postmaster().orElseThrow();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        servers.awaitAnotherThan(StackLayout.POSTGRES, first);
        assertThat(orphan.isAlive()).isFalse();
        assertThat(answer()).isEqualTo(42);

        // Given that the server itself is killed
        long second = servers.pid(StackLayout.POSTGRES);
        postmaster().orElseThrow().destroyForcibly();
        servers.awaitAnotherThan(StackLayout.POSTGRES, second);
        assertThat(answer()).isEqualTo(42);

        // Given that all of it is killed
        long third = servers.pid(StackLayout.POSTGRES);
        servers.supervisor.get(StackLayout.POSTGRES).kill();
        servers.awaitAnotherThan(StackLayout.POSTGRES, third);
        assertThat(answer()).isEqualTo(42);
    }

    @Test
    void theBrokerComesBackWithItsTopicsAndIgnoresTheTerminal() throws Exception {
        try (Admin admin = servers.admin()) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        long first = servers.pid(StackLayout.KAFKA);

        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + first + "; kill -HUP " + first)
                .start()
                .waitFor();
        try (Admin admin = servers.admin()) {
            // The controller confirms a topic before the broker's cache, which answers the listing, has it.
            await().atMost(LIMIT).until(() -> admin.listTopics().names().get().containsAll(Set.of("kept", "scores")));
        }
        assertThat(servers.pid(StackLayout.KAFKA)).isEqualTo(first);

        servers.supervisor.get(StackLayout.KAFKA).kill();
        servers.awaitAnotherThan(StackLayout.KAFKA, first);
        try (Admin admin = servers.admin()) {
            assertThat(admin.listTopics().names().get()).contains("kept", "scores");
        }
    }

    @Test
    void whatIsStoppedAfterAKillLeavesNothingBehind() throws Exception {
        ProcessHandle postmaster = postmaster().orElseThrow();
        ProcessHandle.of(servers.pid(StackLayout.POSTGRES)).orElseThrow().destroyForcibly();

        servers.supervisor.get(StackLayout.POSTGRES).stop();

        await().atMost(LIMIT).until(() -> !postmaster.isAlive());
        assertThat(postmaster()).isEmpty();
    }

    @Test
    void nothingOutlivesASupervisorThatIsKilled() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Process supervisor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSupervisor.class.getName(),
                        other.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("supervisor.log").toFile())
                .start();
        await().atMost(LIMIT).until(() -> Files.exists(other.resolve("up")));
        List<ProcessHandle> left = ProcessRecord.readAll(other.resolve("pids")).stream()
                .map(ProcessRecord::running)
                .flatMap(Optional::stream)
                .toList();
        ProcessHandle postmaster =
                PostgresProcess.postmaster(other.resolve(StackLayout.POSTGRES)).orElseThrow();
        assertThat(left).hasSize(SERVERS.size());

        supervisor.destroyForcibly();

        await().atMost(LIMIT).until(() -> left.stream().noneMatch(ProcessHandle::isAlive) && !postmaster.isAlive());
    }

    /// A supervisor in a JVM of its own.
    static final class KilledSupervisor {

        private KilledSupervisor() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            try (Servers servers = new Servers(folder, new CopyOnWriteArrayList<>())) {
                Files.createFile(folder.resolve("up"));
                ProcessHandle.of(servers.pid(StackLayout.KAFKA))
                        .orElseThrow()
                        .onExit()
                        .join();
            }
        }
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        return PostgresProcess.postmaster(servers.data.root().resolve(StackLayout.POSTGRES));
    }

    private int answer() throws Exception {
        try (Connection connection = servers.connect();
                ResultSet rows = connection.createStatement().executeQuery("select answer from kept")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
