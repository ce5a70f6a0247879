package io.scalewatch.local.bench;

import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.TaskServiceClient;
import io.scalewatch.local.rest.TaskServiceClient.TaskFileOptions;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackOptions;
import io.scalewatch.local.watch.ProgressDisplay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures the whole pipeline on this machine, on a stack of its own.
@Command(
        name = "bench",
        description = "Measures the whole pipeline on this machine: prompts of 256 bytes, simulated answers of 100.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--prompts",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Prompts of the measured run, and of the warm-up before it (default: ${DEFAULT-VALUE}).")
    private int prompts;

    @Option(
            names = "--models",
            paramLabel = "M",
            defaultValue = "8",
            description = "Models in the run (default: ${DEFAULT-VALUE}).")
    private int models;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "0",
            description = "How long a model takes to answer, in milliseconds (default: ${DEFAULT-VALUE}).")
    private int latency;

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

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the figures as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--profile", paramLabel = "DIR", description = "Write a flight recording of each process there.")
    private Optional<Path> profile = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (prompts < 1 || models < 1 || latency < 0 || inference < 1 || scoring < 1) {
            throw new CommandException(
                    "--prompts, --models, --inference and --scoring take a number of at least 1, --latency of 0");
        }
        PrintWriter out = command.commandLine().getOut();
        ProgressDisplay display = ProgressDisplay.on(out);
        Workload workload = Workload.of(prompts, models);
        Path data = Files.createTempDirectory("scalewatch-bench-");
        Path files = data.resolve("bench");
        StackOptions options = StackOptions.in(data)
                .withSimulation(workload.write(files, latency))
                .withInferenceInstances(inference)
                .withScoringInstances(scoring)
                .removingData()
                .forLong()
                .saying(display::say);
        if (profile.isPresent()) {
            options = options.withProfiles(profile.get());
        }
        display.say("Starting the stack ...");
        try (LocalStack stack = LocalStack.start(options)) {
            return stack.whileItRuns(() -> measure(stack, workload, files, display, out));
        }
    }

    private int measure(LocalStack stack, Workload workload, Path files, ProgressDisplay display, PrintWriter out)
            throws IOException, InterruptedException {
        try (TaskServiceClient service = new TaskServiceClient(stack.taskService())) {
            for (String task : Workload.TASKS) {
                service.importTask(task, Workload.file(files, task), TaskFileOptions.of("inverse-scaling-prize"));
            }
            Measurement measurement = new Measurement(service, stack.kafkaBootstrap(), display);
            measurement.deploy(workload, Workload.WARM_UP, stack.models());
            measurement.deploy(workload, Workload.MEASURED, stack.models());
            display.say("Warming up with %,d prompts ...".formatted(workload.prompts()));
            measurement.run(workload, Workload.WARM_UP);
            display.say("Measuring %,d prompts ...".formatted(workload.prompts()));
            Map<String, ProcessUsage> before = usage(stack);
            Measurement.Result result = measurement.run(workload, Workload.MEASURED);
            BenchReport figures = report(workload, result, before, usage(stack));
            out.println();
            figures.lines().forEach(out::println);
            if (report.isPresent()) {
                Json.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValue(report.get().toFile(), figures);
            }
            if (result.scoreToFit().uncounted() > 0) {
                throw new CommandException(result.scoreToFit().uncounted() + " scores are in no fit");
            }
            return 0;
        }
    }

    private static Map<String, ProcessUsage> usage(LocalStack stack) {
        Map<String, ProcessUsage> usage = new LinkedHashMap<>();
        stack.pids().forEach((name, pid) -> usage.put(name, ProcessUsage.of(pid)));
        stack.databaseServer().ifPresent(pid -> usage.put("postgres-server", ProcessUsage.of(pid)));
        usage.put("bench", ProcessUsage.own());
        return usage;
    }

    private BenchReport report(
            Workload workload,
            Measurement.Result result,
            Map<String, ProcessUsage> before,
            Map<String, ProcessUsage> after) {
        double thousands = workload.prompts() / 1000.0;
        List<BenchReport.Process> processes = new ArrayList<>();
        after.forEach((name, usage) -> {
            ProcessUsage start = before.get(name);
            if (start != null) {
                OptionalLong peak = usage.peakMemory();
                processes.add(new BenchReport.Process(
                        name,
                        usage.cpu().minus(start.cpu()).toMillis() / thousands,
                        peak.isPresent() ? Optional.of(peak.getAsLong() / 1048576.0) : Optional.empty()));
            }
        });
        return new BenchReport(
                Runtime.getRuntime().availableProcessors(),
                workload.prompts(),
                workload.models(),
                latency,
                inference,
                scoring,
                result.seconds(),
                workload.prompts() / result.seconds(),
                result.scoreToFit(),
                processes.stream()
                        .mapToDouble(BenchReport.Process::cpuMillisPerThousandPrompts)
                        .sum(),
                processes);
    }
}
