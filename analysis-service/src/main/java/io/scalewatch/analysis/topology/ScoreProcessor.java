package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.ClassLikelihood;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.tracing.PromptSpan;
import io.scalewatch.tracing.PromptTracing;
import io.scalewatch.tracing.ScalewatchAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/// Counts every score once, but those of judges' own prompts, and those of canaries for drift alone, and fits the
/// series that it changes. What it reads and writes per score is two bits, one count and one place; fits are made
/// by the clock, so that their cost does not grow with the number of scores.
///
/// Everything it writes, stores and topics alike, is one transaction of Kafka Streams with the offsets of the
/// scores: after a crash the stores are as of the last commit, and the scores since then come again.
final class ScoreProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = Logger.getLogger(ScoreProcessor.class);
    private static final Duration EXPIRY_INTERVAL = Duration.ofHours(1);
    private static final Duration SAMPLES_EXPIRY_INTERVAL = Duration.ofMinutes(1);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final AnalysisSettings settings;
    private final CurrentModels models;
    private final AnalysisMetrics metrics;
    private final PromptTracing tracing;
    private final Supplier<RefitShare> shares;

    /// What became of a score.
    private enum Outcome {
        COUNTED("counted"),
        DUPLICATE("duplicate"),
        LATE("late"),
        CANARY("canary"),
        JUDGE("judge"),
        UNREADABLE("unreadable");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    private ProcessorContext<byte[], byte[]> context;
    private SeenPrompts seen;
    private TrialCounts counts;
    private DriftCounts drift;
    private KeptSamples samples;
    private SeriesRegister series;
    private RefitShare share;
    private SeriesRefits refits;

    /// @param shares tells the share of the calling thread's tasks
    ScoreProcessor(
            AnalysisSettings settings,
            CurrentModels models,
            AnalysisMetrics metrics,
            PromptTracing tracing,
            Supplier<RefitShare> shares) {
        this.shares = shares;
        this.settings = settings;
        this.models = models;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        RestoredState.dropCheckpoint(context);
        seen = new SeenPrompts(context.getStateStore(AnalysisTopology.SEEN_STORE));
        counts = new TrialCounts(context.getStateStore(AnalysisTopology.COUNTS_STORE));
        samples = new KeptSamples(context.getStateStore(AnalysisTopology.SAMPLES_STORE), settings.samplesPerPoint());
        series =
                new SeriesRegister(context.getStateStore(AnalysisTopology.SERIES_STORE), context.currentSystemTimeMs());
        drift = new DriftCounts(context.getStateStore(AnalysisTopology.DRIFT_STORE), counts);
        share = shares.get();
        refits = new SeriesRefits(context, settings, models, counts, drift, series, metrics, share);
        context.schedule(settings.fitInterval(), PunctuationType.WALL_CLOCK_TIME, at -> refits.refit());
        context.schedule(settings.modelsInterval(), PunctuationType.WALL_CLOCK_TIME, at -> refits.follow());
        context.schedule(EXPIRY_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::expire);
        context.schedule(
                SAMPLES_EXPIRY_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> samples.expire(firstDayToKeep(now)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place =
                context.recordMetadata().orElseThrow(() -> new IllegalStateException("scores come from a topic"));
        PromptSpan span = tracing.resume("count", place.topic(), place.partition(), place.offset(), record.headers());
        try {
            span.set(ScalewatchAttributes.OUTCOME, process(record, place, span).text);
        } finally {
            span.end();
        }
    }

    private Outcome process(Record<byte[], byte[]> record, RecordMetadata place, PromptSpan span) {
        long now = context.currentSystemTimeMs();
        share.received(now - record.timestamp());
        CompletionScored score;
        LiveSeries live;
        try {
            score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
            span.identify(score.id());
            if (score.trial().runKind().filter(RunKind.JUDGE::equals).isPresent()) {
                // What a judge says is no answer to the sample. Its verdict comes as a score of the answer that it
                // judged, in a series of its own.
                metrics.judge();
                return Outcome.JUDGE;
            }
            if (score.scoredAt().toEpochMilli()
                    < now - settings.duplicateHorizon().toMillis()) {
                // Whether it was counted is no longer known.
                metrics.late();
                return Outcome.LATE;
            }
            live = series.of(score.series(), now);
        } catch (UnreadableEventException e) {
            metrics.deadLetter();
            LOG.warnf(
                    "Unreadable score: partition=%d offset=%d reason=%s",
                    place.partition(), place.offset(), e.getMessage());
            context.forward(
                    record.withHeaders(
                            DeadLetter.headers(place.topic(), place.partition(), place.offset(), record.headers(), e)),
                    AnalysisTopology.DEAD_LETTERS);
            span.fail("unreadable");
            return Outcome.UNREADABLE;
        }
        int today = today(now);
        if (score.trial().runKind().filter(RunKind.CANARY::equals).isPresent()) {
            // It asks the same few samples again and again: in the curve they would outweigh all others, and a
            // change that it is there to show would be averaged away.
            metrics.canary();
            countCanary(score, live, today, now);
            return Outcome.CANARY;
        }
        boolean counted =
                score.label().isPresent() ? countLabel(score, live, place, today) : countFailure(score, live, today);
        if (!counted) {
            metrics.duplicate();
            return Outcome.DUPLICATE;
        }
        score.label().ifPresent(label -> drift.count(countKey(score, live), score, true, now));
        live.counted(score, place.offset(), record.timestamp(), now);
        series.changed(live);
        refits.due(live);
        return Outcome.COUNTED;
    }

    @Override
    public void close() {
        if (refits != null) {
            refits.close();
        }
    }

    private boolean countLabel(CompletionScored score, LiveSeries live, RecordMetadata place, int today) {
        SeenPrompts.Mark mark = seen.labelled(score.id(), score.scoringVersion(), today);
        if (mark == SeenPrompts.Mark.DUPLICATE) {
            return false;
        }
        ModelVersion model = score.model();
        byte[] key = live.countKey(model.model(), model.version());
        String sample = score.trial().sample();
        if (mark == SeenPrompts.Mark.REPLACES_FAILURE) {
            counts.addFailure(key, sample, -1);
            live.countFailure(model, sample, -1);
        }
        live.describe(score.trial(), counts);
        counts.add(key, sample, score.label().orElseThrow());
        samples.keep(key, score, new RecordPlace(place.partition(), place.offset()), today);
        Label label = score.label().orElseThrow();
        live.countLabel(model, sample, label);
        if (label.isAnswer()) {
            confidence(score).ifPresent(confidence -> {
                boolean right = label == Label.CORRECT;
                counts.addConfidence(TrialCounts.confidenceKey(key), confidence, right);
                live.countConfidence(model, confidence, right);
            });
        }
        metrics.counted();
        return true;
    }

    private void countCanary(CompletionScored score, LiveSeries live, int today, long now) {
        if (score.label().isPresent()
                && seen.labelled(score.id(), score.scoringVersion(), today) != SeenPrompts.Mark.DUPLICATE
                && drift.count(countKey(score, live), score, false, now)) {
            live.touch(now);
            refits.due(live);
        }
    }

    private static byte[] countKey(CompletionScored score, LiveSeries live) {
        return live.countKey(score.model().model(), score.model().version());
    }

    /// What the completion states, or how likely the model took its class to be.
    private static Optional<Double> confidence(CompletionScored score) {
        return score.statedConfidence().or(() -> score.classes().map(ClassLikelihood::probability));
    }

    private boolean countFailure(CompletionScored score, LiveSeries live, int today) {
        if (seen.failed(score.id(), score.scoringVersion(), today) == SeenPrompts.Mark.DUPLICATE) {
            return false;
        }
        ModelVersion model = score.model();
        String sample = score.trial().sample();
        counts.addFailure(live.countKey(model.model(), model.version()), sample, 1);
        live.countFailure(model, sample, 1);
        metrics.failed();
        return true;
    }

    private void expire(long now) {
        int dropped = seen.expire(firstDayToKeep(now));
        if (dropped > 0) {
            LOG.infof(
                    "Forgot which prompts were scored long ago: segments=%d before=%s",
                    dropped, Instant.ofEpochMilli(now).minus(settings.duplicateHorizon()));
        }
    }

    /// A day more than the horizon: a change is known to the day only.
    private int firstDayToKeep(long now) {
        return today(now - settings.duplicateHorizon().toMillis()) - 1;
    }

    private static int today(long now) {
        return (int) (now / DAY_MILLIS);
    }
}
