package io.scalewatch.local.simulation;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The simulated models as a process of its own.
@Command(name = "simulated-models", description = "Serves simulated models until it is stopped.")
public final class SimulatedModels implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8780;

    @Option(names = "--host", description = "which interface to listen on (${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "where to listen (${DEFAULT-VALUE})")
    private int port = DEFAULT_PORT;

    @Option(names = "--spec", paramLabel = "FILE", description = "the families, in YAML (default: the demo's)")
    private Optional<Path> spec = Optional.empty();

    private SimulatedModels() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulatedModels()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (SimulationServer server = SimulationServer.start(read(), host, port)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
            System.out.println("simulated models answer at " + server.baseUrl());
            stopped.await();
            return CommandLine.ExitCode.OK;
        } catch (InvalidSpecException e) {
            System.err.println(spec.map(file -> file + ": ").orElse("") + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (NoSuchFileException e) {
            System.err.println("the file " + e.getFile() + " is not there");
            return CommandLine.ExitCode.USAGE;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private SimulationSpec read() throws IOException {
        return spec.isPresent() ? SimulationSpec.load(spec.get()) : SimulationSpec.resource(SimulationSpec.DEMO);
    }
}
