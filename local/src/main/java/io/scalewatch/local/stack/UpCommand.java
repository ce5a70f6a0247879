package io.scalewatch.local.stack;

import io.scalewatch.embedded.EmbeddedPostgresServer;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the stack until it is told to stop.
@Command(
        name = "up",
        description = "Runs the whole stack on this machine, keeps its data, and continues what was running.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--simulate", paramLabel = "SPEC.yaml", description = "Also run the simulated models of this file.")
    private Optional<Path> simulation = Optional.empty();

    @Option(
            names = "--inference",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many inference workers (default: ${DEFAULT-VALUE}).")
    private int inference;

    @Option(
            names = "--scoring",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many scorers (default: ${DEFAULT-VALUE}).")
    private int scoring;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "A Kafka that runs already, with the topics (see the command topics); needs --database.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--database",
            paramLabel = "JDBC-URL",
            description = "A PostgreSQL database that is there already; needs --kafka. Who logs in stands in the "
                    + "environment: PGUSER, PGPASSWORD.")
    private Optional<String> database = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        if (inference < 1 || scoring < 1) {
            throw new StackException("--inference and --scoring take a number of at least 1");
        }
        StackOptions options = StackOptions.in(data)
                .withInferenceInstances(inference)
                .withScoringInstances(scoring)
                .withUsualPorts()
                .forLong()
                .saying(out::println);
        if (simulation.isPresent()) {
            if (!Files.isReadable(simulation.get())) {
                throw new StackException("the file " + simulation.get() + " can't be read");
            }
            options = options.withSimulation(simulation.get());
        }
        Optional<Servers.Running> running = running();
        if (running.isPresent()) {
            options = options.on(running.get());
        }
        long begun = System.nanoTime();
        out.println("Starting Scalewatch in " + data.toAbsolutePath().normalize() + " ...");
        try (LocalStack stack = LocalStack.start(options)) {
            out.printf("Scalewatch is up after %.1f s.%n", (System.nanoTime() - begun) / 1e9);
            printAddresses(stack, out, simulation.isPresent());
            out.println("Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private Optional<Servers.Running> running() {
        if (kafka.isPresent() != database.isPresent()) {
            throw new StackException("--kafka and --database are given together, or neither");
        }
        return kafka.map(bootstrap -> new Servers.Running(
                bootstrap,
                database.orElseThrow(),
                System.getenv().getOrDefault("PGUSER", EmbeddedPostgresServer.USER),
                System.getenv().getOrDefault("PGPASSWORD", "")));
    }

    /// Says where the parts of a stack are.
    public static void printAddresses(LocalStack stack, PrintWriter out, boolean simulated) {
        out.println("  the page              " + stack.analysisService());
        out.println("  runs, tasks, models   " + stack.taskService() + "/api");
        out.println("  series and alerts     " + stack.analysisService() + "/api");
        out.println("  Kafka                 " + stack.kafkaBootstrap());
        out.println("  PostgreSQL            " + stack.jdbcUrl() + " (user " + stack.databaseUser() + ")");
        if (simulated) {
            out.println("  simulated models      " + stack.models() + "/v1");
        }
        out.println("  data and logs         " + stack.data());
        out.flush();
    }
}
