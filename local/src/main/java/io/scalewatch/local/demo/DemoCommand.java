package io.scalewatch.local.demo;

import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.TaskServiceClient;
import io.scalewatch.local.simulation.SimulatedFamily;
import io.scalewatch.local.simulation.SimulationSpec;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.StackAddresses;
import io.scalewatch.local.stack.StackOptions;
import io.scalewatch.local.stack.UpCommand;
import io.scalewatch.local.watch.PipelineWatch;
import io.scalewatch.local.watch.Progress;
import io.scalewatch.local.watch.ProgressDisplay;
import io.scalewatch.local.watch.ScoreCensus;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows what Scalewatch does, on families whose curves are known.
@Command(
        name = "demo",
        description = {
            "Runs the whole stack, deploys two simulated families of six sizes, evaluates them, and shows their curves"
                    + " and alerts.",
            "Exit status with --once: 0 fine, 1 something failed, 100 a shape is not what was built to be seen."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final List<String> VARIANTS = List.of("baseline", "explicit-instruction");
    private static final int EXAMPLES = 300;
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);
    /// Without any progress for this long, the demo has failed.
    private static final Duration STANDSTILL = Duration.ofSeconds(120);
    /// How long the analysis may take to count what is scored.
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration ALERT_SETTLING = Duration.ofSeconds(10);
    /// An inverse curve with this much evidence is certain to raise its alert: e to the 7th is odds of 1,000 to
    /// 1.
    private static final double CERTAIN_LOG_E = 7;

    @Spec
    private CommandSpec command;

    @Option(names = "--once", description = "End after the table, and tell by the exit status how it went.")
    private boolean once;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the results as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: a temporary folder, removed at the end).")
    private Optional<Path> data = Optional.empty();

    /// Null where none of its options is given: picocli knows no optional groups.
    @ArgGroup(exclusive = false, heading = "On a Scalewatch that runs already:%n")
    private RunningStack running;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        ProgressDisplay display = ProgressDisplay.on(out);
        report.ifPresent(DemoCommand::checkWritable);
        SimulationSpec spec = SimulationSpec.resource(SimulationSpec.DEMO);
        if (running != null) {
            if (data.isPresent()) {
                throw new CommandException("--data says where a new stack keeps its data: not with --running");
            }
            return demonstrate(running.addresses(), spec, 0, display, out);
        }
        StackOptions options = stackOptions(display);

        display.say("Starting Kafka, PostgreSQL, the simulated models and the four services ...");
        long begun = System.nanoTime();
        try (LocalStack stack = LocalStack.start(options)) {
            double start = secondsSince(begun);
            display.say("Everything is up after %.1f s.".formatted(start));
            return stack.whileItRuns(() -> {
                int status = demonstrate(StackAddresses.of(stack), spec, start, display, out);
                if (!once) {
                    out.println();
                    UpCommand.printAddresses(stack, out, true);
                    out.println("It stays up. Ctrl-C stops it.");
                    out.flush();
                    new CountDownLatch(1).await();
                }
                return status;
            });
        }
    }

    private int demonstrate(
            StackAddresses stack, SimulationSpec spec, double start, ProgressDisplay display, PrintWriter out)
            throws IOException, InterruptedException {
        try (TaskServiceClient service = new TaskServiceClient(stack.taskService());
                PipelineWatch watch = new PipelineWatch(stack.kafkaBootstrap())) {
            long deployed = System.nanoTime();
            Evaluation evaluation = Evaluation.start(service, spec, stack.models(), VARIANTS, EXAMPLES);
            display.say("Deployed "
                    + spec.families().stream()
                            .map(f -> f.models().size() + " sizes of " + f.name())
                            .collect(Collectors.joining(", "))
                    + "; each is evaluated as its family asks.");
            Evaluation.State last = follow(evaluation, watch, display);
            double run = secondsSince(deployed);
            awaitAlerts(watch);
            DemoReport results = results(spec, evaluation, watch, stack, last, new DemoReport.Seconds(start, run));
            print(results, out);
            if (report.isPresent()) {
                Json.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValue(report.get().toFile(), results);
            }
            return last.completed() ? results.exitStatus() : DemoReport.FAILED;
        }
    }

    private StackOptions stackOptions(ProgressDisplay display) throws IOException {
        Path folder;
        if (data.isPresent()) {
            folder = Files.createDirectories(data.get());
        } else {
            folder = Files.createTempDirectory("scalewatch-demo-");
        }
        Path spec = folder.resolve("demo.yaml");
        try (InputStream resource = DemoCommand.class.getClassLoader().getResourceAsStream(SimulationSpec.DEMO)) {
            Files.copy(resource, spec, StandardCopyOption.REPLACE_EXISTING);
        }
        StackOptions options =
                StackOptions.in(folder).withSimulation(spec).withUsualPorts().saying(display::say);
        return data.isPresent() ? options : options.removingData();
    }

    /// Shows progress until every prompt is answered for and counted, or nothing moves any more.
    private static Evaluation.State follow(Evaluation evaluation, PipelineWatch watch, ProgressDisplay display)
            throws InterruptedException {
        long moved = System.nanoTime();
        Progress before = new Progress(0, 0, 0, 0, 0);
        while (true) {
            Evaluation.State state = evaluation.state();
            long now = System.nanoTime();
            Progress progress = new Progress(
                    state.planned(), state.published(), watch.completions(), state.terminal(), watch.counted());
            display.show(progress, now);
            if (!progress.equals(before)) {
                moved = now;
                before = progress;
            }
            Duration still = Duration.ofNanos(now - moved);
            boolean settled = progress.counted() >= progress.scored() || still.compareTo(SETTLING) > 0;
            if (state.ended() && settled) {
                display.finish();
                return state;
            }
            if (still.compareTo(STANDSTILL) > 0) {
                throw new CommandException("nothing has moved for " + STANDSTILL.toSeconds() + " s: " + progress);
            }
            Thread.sleep(LOOK_INTERVAL);
        }
    }

    /// An alert follows its fit by a moment.
    private static void awaitAlerts(PipelineWatch watch) throws InterruptedException {
        long deadline = System.nanoTime() + ALERT_SETTLING.toNanos();
        while (System.nanoTime() < deadline) {
            Set<String> alerted = watch.alerts().stream()
                    .filter(alert -> alert.kind() == AlertKind.INVERSE_SCALING)
                    .map(alert -> alert.series().toString())
                    .collect(Collectors.toSet());
            boolean complete = watch.fits().stream()
                    .filter(fit ->
                            fit.shape() == Shape.INVERSE && fit.evidence().logEInverse() > CERTAIN_LOG_E)
                    .allMatch(fit -> alerted.contains(fit.series().toString()));
            if (complete) {
                return;
            }
            Thread.sleep(LOOK_INTERVAL);
        }
    }

    private static DemoReport results(
            SimulationSpec spec,
            Evaluation evaluation,
            PipelineWatch watch,
            StackAddresses stack,
            Evaluation.State state,
            DemoReport.Seconds seconds) {
        Set<String> families =
                spec.families().stream().map(SimulatedFamily::name).collect(Collectors.toSet());
        List<DemoReport.Series> series = watch.fits().stream()
                .filter(fit -> families.contains(fit.series().family()))
                .map(fit -> DemoReport.Series.of(fit, expected(spec, fit)))
                .toList();
        List<DemoReport.Alert> alerts = watch.alerts().stream()
                .filter(alert -> families.contains(alert.series().family()))
                .filter(alert ->
                        alert.status() == ScalingAlert.Status.RAISED || alert.status() == ScalingAlert.Status.UPDATED)
                .map(DemoReport.Alert::of)
                .toList();
        ScoreCensus census = ScoreCensus.take(stack.kafkaBootstrap(), evaluation.runs());
        DemoReport.Prompts prompts = DemoReport.Prompts.of(state.planned(), series, census.labelled());
        double rate = seconds.run() > 0 ? prompts.scored() / seconds.run() : 0;
        return new DemoReport(series, alerts, prompts, seconds, rate);
    }

    private static List<Shape> expected(SimulationSpec spec, CurveFitted fit) {
        return spec.expected(
                fit.series().family(), fit.series().task(), fit.series().variant());
    }

    private static void print(DemoReport results, PrintWriter out) {
        out.println();
        ResultTable.lines(results.series()).forEach(out::println);
        out.println();
        out.println(results.alerts().isEmpty() ? "No alerts." : "Alerts:");
        results.alerts().forEach(alert -> out.println("  " + alert.kind() + ": " + alert.summary()));
        DemoReport.Prompts prompts = results.prompts();
        out.println();
        out.printf(
                "%,d prompts planned, %,d scored, %,d failed, %,d lost, %,d counted twice; %.1f s, %,.0f prompts/s%n",
                prompts.planned(),
                prompts.scored(),
                prompts.failed(),
                prompts.lost(),
                prompts.duplicated(),
                results.seconds().run(),
                results.promptsPerSecond());
        out.flush();
    }

    private static void checkWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new CommandException("the report can't be written to " + file);
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
