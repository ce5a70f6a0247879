package io.scalewatch.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// The whole of Scalewatch on this machine: Kafka, PostgreSQL, the four services and, if wanted, simulated
/// models, each a process of its own that is started again when it dies. Closing it, or the end of this JVM,
/// stops everything.
///
/// Processes have names: `kafka`, `postgres`, `models`, and the services' own, the second and further instances
/// numbered: `inference-service`, `inference-service-2`.
public final class LocalStack implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(240);

    private final StackOptions options;
    private final DataDirectory data;
    private final StackLayout layout;
    private final Supervisor supervisor;
    private final HttpClient http;
    private final Thread hook = new Thread(this::shutDown, "stack-close");
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Map<Service, Integer> instances = new LinkedHashMap<>();
    private volatile boolean failedToStart;

    private LocalStack(StackOptions options) throws IOException, InterruptedException {
        this.options = options;
        this.data = DataDirectory.open(options.data());
        int leftovers = data.endLeftovers();
        if (leftovers > 0) {
            options.say().accept("ended " + leftovers + " processes that an earlier run had left behind");
        }
        if (options.profiles().isPresent()) {
            Files.createDirectories(options.profiles().get());
        }
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        Ports ports = new Ports(options.usualPorts(), new SplittableRandom(), options.say());
        this.layout = new StackLayout(Installation.find(), options, data, ports, http);
        this.supervisor = new Supervisor(data, options.say(), this::describe);
        for (Service service : Service.values()) {
            instances.put(service, options.instancesOf(service));
        }
    }

    /// Starts a stack and returns when every process is ready.
    ///
    /// @throws StackException if the data folder is in use, something is not built or does not start; the folder is
    ///     kept then, for its logs
    public static LocalStack start(StackOptions options) {
        LocalStack stack;
        try {
            stack = new LocalStack(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        Runtime.getRuntime().addShutdownHook(stack.hook);
        try {
            stack.layout.processes().forEach(stack.supervisor::add);
            stack.supervisor.startAll(START_LIMIT);
            return stack;
        } catch (InterruptedException e) {
            stack.close();
            throw interrupted();
        } catch (RuntimeException e) {
            stack.failedToStart = true;
            stack.close();
            throw e;
        }
    }

    /// SIGKILL to a process and to what it has started; after a backoff it is started again.
    public void kill(String process) {
        supervisor.get(process).kill();
    }

    /// SIGKILL to a process and to what it has started; it stays down until [#start(String)].
    public void halt(String process) {
        try {
            supervisor.get(process).halt();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Ends a process in peace; it stays down until [#start(String)].
    public void stop(String process) {
        try {
            supervisor.get(process).stop();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Starts a process that was halted or stopped; [#isReady(String)] tells when it can be used.
    public void start(String process) {
        supervisor.get(process).start();
    }

    /// Starts one more instance of a service; [#isReady(String)] tells when it can be used.
    ///
    /// @return its name
    public synchronized String add(Service service) {
        int number = instances.merge(service, 1, Integer::sum);
        ManagedProcess process = supervisor.add(layout.service(service, service.instanceName(number)));
        process.start();
        return process.spec().name();
    }

    /// Ends an instance in peace and forgets it.
    public void remove(String instance) {
        stop(instance);
        supervisor.remove(instance);
        describe();
    }

    /// Whether a process runs and says that it can be used.
    public boolean isReady(String process) {
        return supervisor.get(process).isReady();
    }

    /// Pids by process; a process that is down is left out.
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (ManagedProcess process : supervisor.all()) {
            OptionalLong pid = process.pid();
            if (pid.isPresent()) {
                pids.put(process.spec().name(), pid.getAsLong());
            }
        }
        return pids;
    }

    /// The database's server, which runs beside the process `postgres`.
    public OptionalLong databaseServer() {
        return layout.postmaster().stream().mapToLong(ProcessHandle::pid).findFirst();
    }

    public URI taskService() {
        return layout.serviceUrl(Service.TASK.toString());
    }

    public URI analysisService() {
        return layout.serviceUrl(Service.ANALYSIS.toString());
    }

    /// @param instance for example `inference-service-2`
    public URI serviceUrl(String instance) {
        return layout.serviceUrl(instance);
    }

    /// The simulated models' server.
    public URI models() {
        if (options.simulation().isEmpty()) {
            throw new IllegalStateException("this stack has no simulated models");
        }
        return layout.modelsUrl();
    }

    public String kafkaBootstrap() {
        return layout.kafkaBootstrap();
    }

    public String jdbcUrl() {
        return layout.jdbcUrl();
    }

    public String databaseUser() {
        return layout.databaseUser();
    }

    public Path data() {
        return data.root();
    }

    public Path log(String process) {
        return data.log(process);
    }

    /// What is done with a running stack.
    @FunctionalInterface
    public interface Work {

        int run() throws IOException, InterruptedException;
    }

    /// Does something with the stack. When the stack is stopped meanwhile, by Ctrl-C for example, what then
    /// fails is no failure of the work: this waits for the end of the JVM instead.
    public int whileItRuns(Work work) throws IOException, InterruptedException {
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            if (closed.get()) {
                new CountDownLatch(1).await();
            }
            throw e;
        }
    }

    /// Stops every process in order, the services before what they need.
    @Override
    public void close() {
        shutDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook with it.
            return;
        }
    }

    private void shutDown() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            options.say().accept("Stopping ...");
            supervisor.stopAll();
            Files.deleteIfExists(data.root().resolve(StackDescription.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            data.close();
            http.close();
            // The logs say why it failed.
            if (options.removeData() && !failedToStart) {
                data.remove();
            }
        }
    }

    private synchronized void describe() {
        if (closed.get()) {
            return;
        }
        try {
            new StackDescription(
                            ProcessHandle.current().pid(),
                            taskService().toString(),
                            analysisService().toString(),
                            kafkaBootstrap(),
                            jdbcUrl(),
                            options.simulation().map(spec -> layout.modelsUrl().toString()),
                            supervisor.all().stream()
                                    .map(process -> StackDescription.Part.of(
                                            process, data.log(process.spec().name())))
                                    .toList())
                    .write(data.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StackException interrupted() {
        Thread.currentThread().interrupt();
        return new StackException("interrupted");
    }
}
