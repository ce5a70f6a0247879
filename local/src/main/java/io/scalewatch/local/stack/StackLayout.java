package io.scalewatch.local.stack;

import io.scalewatch.embedded.EmbeddedPostgresServer;
import io.scalewatch.local.LocalLogging;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// How each process of a stack is run: its command, its ports, its environment.
final class StackLayout {

    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgres";
    static final String MODELS = "models";

    private static final int USUAL_KAFKA_PORT = 8790;
    private static final int USUAL_POSTGRES_PORT = 8791;
    private static final int USUAL_MODELS_PORT = 8780;
    private static final String SIMULATED_MODELS = "io.scalewatch.local.simulation.SimulatedModels";
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration SERVER_STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration SERVICE_STOP_LIMIT = Duration.ofSeconds(20);
    /// Libraries reach for what later JDKs will forbid; nobody who reads these logs can change that.
    private static final List<String> QUIET_JVM =
            List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    private static final String LOGGING = "-Djava.util.logging.config.class=" + LocalLogging.class.getName();

    /// The servers come first. While the broker is away, the services' consumers take what they get of the
    /// processors, and it needed 45 s instead of 17 to come back. Linux shares processors out among sessions, each
    /// with a niceness of its own, before it looks at that of a process.
    private static final String YIELDING = """
            [ -w /proc/self/autogroup ] && echo 5 2>/dev/null >/proc/self/autogroup
            exec nice -n 5 "$@"
            """;

    private final Installation installation;
    private final StackOptions options;
    private final DataDirectory data;
    private final Ports ports;
    private final HttpClient http;
    private final int kafkaPort;
    private final int postgresPort;
    private final int modelsPort;
    private final Map<String, Integer> servicePorts = new ConcurrentHashMap<>();

    StackLayout(Installation installation, StackOptions options, DataDirectory data, Ports ports, HttpClient http) {
        this.installation = installation;
        this.options = options;
        this.data = data;
        this.ports = ports;
        this.http = http;
        boolean own = options.servers() instanceof Servers.Own;
        this.kafkaPort = own ? ports.take(KAFKA, USUAL_KAFKA_PORT) : 0;
        this.postgresPort = own ? ports.take(POSTGRES, USUAL_POSTGRES_PORT) : 0;
        this.modelsPort = options.simulation().isPresent() ? ports.take(MODELS, USUAL_MODELS_PORT) : 0;
        for (Service service : Service.values()) {
            servicePorts.put(service.toString(), ports.take(service.toString(), service.usualPort()));
        }
    }

    /// Every process of the stack as it starts.
    List<ProcessSpec> processes() {
        List<ProcessSpec> specs = new ArrayList<>();
        if (options.servers() instanceof Servers.Own) {
            specs.add(kafka());
            specs.add(postgres());
        }
        options.simulation().ifPresent(spec -> specs.add(models(spec)));
        for (Service service : Service.values()) {
            options.instanceNames(service).forEach(name -> specs.add(service(service, name)));
        }
        return specs;
    }

    ProcessSpec kafka() {
        return server(KAFKA, KafkaProcess.class, List.of("-Xmx512m", "-XX:+UseSerialGC"), kafkaPort, List::of);
    }

    ProcessSpec postgres() {
        return server(POSTGRES, PostgresProcess.class, PostgresProcess.JVM_FLAGS, postgresPort, this::postmaster);
    }

    /// The database's server, which is not a child of the process that has started it.
    List<ProcessHandle> postmaster() {
        try {
            return PostgresProcess.postmaster(data.root().resolve(POSTGRES)).stream()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessSpec server(
            String name, Class<?> main, List<String> flags, int port, Supplier<List<ProcessHandle>> companions) {
        Path ready = data.readyFile(name);
        ServerArguments arguments = new ServerArguments(
                data.root().resolve(name),
                port,
                ready,
                data.pids(),
                ProcessHandle.current().pid());
        List<String> command = java(name, flags);
        command.addAll(List.of(LOGGING, "-cp", classPath(), main.getName()));
        command.addAll(arguments.toList());
        return new ProcessSpec(
                name,
                command,
                Map.of(),
                data.work(),
                Readiness.file(ready),
                Set.of(),
                START_LIMIT,
                SERVER_STOP_LIMIT,
                companions);
    }

    private ProcessSpec models(Path simulation) {
        List<String> command = java(MODELS, List.of("-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of(LOGGING, "-cp", classPath(), SIMULATED_MODELS));
        command.addAll(
                List.of("--spec", simulation.toAbsolutePath().toString(), "--port", Integer.toString(modelsPort)));
        return new ProcessSpec(
                MODELS,
                command,
                Map.of(),
                data.work(),
                Readiness.port(modelsPort),
                Set.of(),
                START_LIMIT,
                SERVER_STOP_LIMIT,
                List::of);
    }

    /// One instance of a service. Its port stays its own when it is started again.
    ProcessSpec service(Service service, String name) {
        int port = servicePorts.computeIfAbsent(name, n -> ports.any());
        Set<String> after = new HashSet<>();
        if (options.servers() instanceof Servers.Own) {
            after.add(KAFKA);
            if (service.needsDatabase()) {
                after.add(POSTGRES);
            }
        }
        if (service == Service.INFERENCE && options.simulation().isPresent()) {
            after.add(MODELS);
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", YIELDING, name));
        command.addAll(java(name, service.jvmFlags()));
        command.addAll(List.of("-jar", installation.jar(service).toString()));
        return new ProcessSpec(
                name,
                command,
                environment(service, name, port),
                data.work(),
                Readiness.http(http, url(port).resolve("/q/health/ready")),
                after,
                START_LIMIT,
                SERVICE_STOP_LIMIT,
                List::of);
    }

    private Map<String, String> environment(Service service, String name, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrap());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        if (service.needsDatabase()) {
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl());
            environment.put("QUARKUS_DATASOURCE_USERNAME", databaseUser());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", databasePassword());
        }
        // A name that survives a restart: a scorer that comes back takes over its own open transaction.
        String instance = "SCALEWATCH_" + service.name() + "_INSTANCE";
        environment.put(instance, name);
        if (service == Service.ANALYSIS) {
            environment.put(
                    "SCALEWATCH_ANALYSIS_STATE_DIR", data.root().resolve(name).toString());
            environment.put(
                    "SCALEWATCH_ANALYSIS_PAGE_TASK_SERVICE",
                    url(port(Service.TASK)).toString());
            environment.put(
                    "SCALEWATCH_ANALYSIS_PAGE_INFERENCE_SERVICE",
                    url(port(Service.INFERENCE)).toString());
        }
        if (service == Service.TASK || service == Service.INFERENCE) {
            int page = port(Service.ANALYSIS);
            environment.put("SCALEWATCH_HTTP_ORIGINS", "http://localhost:" + page + ",http://127.0.0.1:" + page);
        }
        environment.putAll(options.environmentOf(service));
        return environment;
    }

    private List<String> java(String name, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(QUIET_JVM);
        if (!options.longLived()) {
            // The optimising compiler costs a third of the CPU of the first minute.
            command.add("-XX:TieredStopAtLevel=1");
        }
        options.profiles()
                .ifPresent(folder -> command.add("-XX:StartFlightRecording=settings=profile,filename="
                        + folder.toAbsolutePath().resolve(name + ".jfr")));
        return command;
    }

    /// This JVM's own, absolute: the children run elsewhere.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    String kafkaBootstrap() {
        return switch (options.servers()) {
            case Servers.Own() -> "127.0.0.1:" + kafkaPort;
            case Servers.Running running -> running.kafkaBootstrap();
        };
    }

    String jdbcUrl() {
        return switch (options.servers()) {
            case Servers.Own() -> "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + EmbeddedPostgresServer.DATABASE;
            case Servers.Running running -> running.jdbcUrl();
        };
    }

    String databaseUser() {
        return switch (options.servers()) {
            case Servers.Own() -> EmbeddedPostgresServer.USER;
            case Servers.Running running -> running.databaseUser();
        };
    }

    private String databasePassword() {
        return switch (options.servers()) {
            case Servers.Own() -> "";
            case Servers.Running running -> running.databasePassword();
        };
    }

    /// Of a service's first instance.
    private int port(Service service) {
        return servicePorts.get(service.toString());
    }

    URI modelsUrl() {
        return url(modelsPort);
    }

    /// @throws IllegalArgumentException if there is no such instance
    URI serviceUrl(String instance) {
        Integer port = servicePorts.get(instance);
        if (port == null) {
            throw new IllegalArgumentException("there is no service " + instance);
        }
        return url(port);
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
