package io.scalewatch.local.bench;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.rest.TaskServiceClient;
import io.scalewatch.local.rest.TaskServiceClient.RunProgress;
import io.scalewatch.local.watch.PipelineWatch;
import io.scalewatch.local.watch.Progress;
import io.scalewatch.local.watch.ProgressDisplay;
import io.scalewatch.local.watch.TopicReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// One run over one family, from its publication to the last fit.
final class Measurement {

    private static final String ENDPOINT = "bench";
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    private final TaskServiceClient service;
    private final String bootstrapServers;
    private final ProgressDisplay display;

    Measurement(TaskServiceClient service, String bootstrapServers, ProgressDisplay display) {
        this.service = service;
        this.bootstrapServers = bootstrapServers;
        this.display = display;
    }

    /// @param seconds from the first prompt published to the arrival of the fit that counts the last
    record Result(double seconds, FitLatencies.Percentiles scoreToFit) {}

    /// Declares a family and deploys its models; nothing is asked yet.
    void deploy(Workload workload, String family, URI models) {
        service.putEndpoint(ENDPOINT, models.resolve("/v1"));
        service.putFamily(family, "Simulated by the benchmark.");
        for (int model = 0; model < workload.models(); model++) {
            service.deploy(
                    new ModelVersion(family, Workload.modelName(family, model), "v1", Workload.parameters(model)),
                    ENDPOINT);
        }
    }

    /// Runs the workload on a family and waits until a fit counts all of it.
    Result run(Workload workload, String family) throws InterruptedException {
        FitLatencies latencies = new FitLatencies();
        AtomicLong newestFit = new AtomicLong();
        try (PipelineWatch watch = new PipelineWatch(bootstrapServers, (fit, arrived) -> {
            if (fit.series().family().equals(family)) {
                latencies.arrived(fit, arrived);
                newestFit.set(arrived);
            }
        })) {
            long completionsBefore = watch.completions();
            UUID run = service.createRun(
                    family,
                    new TaskServiceClient.Evaluation(
                            Workload.TASKS,
                            List.of("baseline"),
                            Optional.of(workload.examples()),
                            workload.trials(),
                            1));
            follow(watch, run, family, completionsBefore);
            List<FitLatencies.Score> scores = new ArrayList<>();
            long firstIssued = readScores(run, scores);
            return new Result((newestFit.get() - firstIssued) / 1000.0, latencies.of(scores));
        }
    }

    private void follow(PipelineWatch watch, UUID run, String family, long completionsBefore)
            throws InterruptedException {
        long moved = System.nanoTime();
        Progress before = new Progress(0, 0, 0, 0, 0);
        while (true) {
            RunProgress state = service.run(run);
            long now = System.nanoTime();
            Progress progress = new Progress(
                    state.planned(),
                    state.published(),
                    watch.completions() - completionsBefore,
                    state.scored() + state.failed(),
                    watch.counted(family));
            display.show(progress, now);
            if (progress.counted() >= progress.planned() && progress.planned() > 0) {
                display.finish();
                return;
            }
            if (!progress.equals(before)) {
                moved = now;
                before = progress;
            } else if (now - moved > STANDSTILL.toNanos()) {
                throw new CommandException("nothing has moved for " + STANDSTILL.toSeconds() + " s: " + progress);
            }
            Thread.sleep(LOOK_INTERVAL);
        }
    }

    /// @return when the first prompt was published, milliseconds
    private long readScores(UUID run, List<FitLatencies.Score> scores) {
        AtomicLong first = new AtomicLong(Long.MAX_VALUE);
        try (TopicReader reader = new TopicReader(bootstrapServers, Topics.SCORES)) {
            reader.readToEnd(record -> {
                try {
                    CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
                    if (score.id().runId().equals(run)) {
                        scores.add(new FitLatencies.Score(
                                score.series(), record.partition(), record.offset(), record.timestamp()));
                        first.accumulateAndGet(score.issuedAt().toEpochMilli(), Math::min);
                    }
                } catch (UnreadableEventException e) {
                    throw new CommandException("the topic scores holds what it should not: " + e.getMessage());
                }
            });
        }
        return first.get();
    }
}
