package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.series.SeriesFit;
import io.scalewatch.analysis.series.SeriesFitter;
import io.scalewatch.analysis.series.SeriesState;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/// Fits the series that have changed and publishes what comes out: the fit where its curve counts other scores or
/// versions than the last, and its evidence where that is news. A canary changes evidence alone.
final class SeriesRefits implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SeriesRefits.class);
    private static final int INTERVALS_PER_SWEEP = 10;

    private final ProcessorContext<byte[], byte[]> context;
    private final AnalysisSettings settings;
    private final CurrentModels models;
    private final TrialCounts counts;
    private final DriftCounts drift;
    private final SeriesRegister series;
    private final AnalysisMetrics metrics;
    private final SeriesGauges gauges;
    private final SeriesFitter fitter = new SeriesFitter();
    private final EvidenceReports evidence;
    private final AlertSamples samples;
    private final Set<LiveSeries> due = new LinkedHashSet<>();
    private final RefitShare share;
    private Instant nextSweep = Instant.MIN;

    SeriesRefits(
            ProcessorContext<byte[], byte[]> context,
            AnalysisSettings settings,
            CurrentModels models,
            TrialCounts counts,
            DriftCounts drift,
            SeriesRegister series,
            AnalysisMetrics metrics,
            RefitShare share) {
        this.context = context;
        this.settings = settings;
        this.models = models;
        this.counts = counts;
        this.drift = drift;
        this.series = series;
        this.metrics = metrics;
        this.evidence = new EvidenceReports(settings.alerts());
        this.samples = new AlertSamples(settings.alerts().leastLogE());
        this.gauges = new SeriesGauges(metrics.registry(), settings.gaugedSeries());
        this.share = share;
        share.join();
        // Counted, and then the process died before the fit.
        series.all().stream().filter(LiveSeries::isUnfitted).forEach(due::add);
    }

    /// Has a series fitted at the next occasion.
    void due(LiveSeries live) {
        due.add(live);
    }

    /// Fits what is due, for as long as its [RefitShare] lets it: the scores that wait come first then, and the rest
    /// next time.
    void refit() {
        long deadline = System.nanoTime() + share.nanos();
        Iterator<LiveSeries> next = due.iterator();
        while (next.hasNext() && System.nanoTime() - deadline < 0) {
            LiveSeries live = next.next();
            Optional<Epoch> current = models.epoch(live.key().family());
            // A family whose models have not been declared yet stays due; [#follow()] is not needed for it.
            if (current.isPresent()) {
                next.remove();
                refit(live, current.get());
            }
        }
    }

    /// Follows the current versions: a series whose family has others now than it was fitted with begins a new
    /// epoch.
    void follow() {
        for (LiveSeries live : series.all()) {
            models.epoch(live.key().family())
                    .filter(current -> !live.isOf(current))
                    .ifPresent(current -> due.add(live));
        }
        Instant now = now();
        if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(settings.modelsInterval().multipliedBy(INTERVALS_PER_SWEEP));
            sweep(now);
        }
    }

    /// Looks at everything that is in memory, which with thousands of series took a tenth of the thread's time when it
    /// was done each time.
    private void sweep(Instant now) {
        long idleBefore = now.minus(settings.idleAfter()).toEpochMilli();
        series.all().forEach(live -> live.forgetIfIdle(idleBefore));
        drift.forgetIdle(idleBefore);
        evidence.overdue(now).forEach(this::publish);
    }

    @Override
    public void close() {
        share.leave();
        gauges.close();
    }

    private void refit(LiveSeries live, Epoch epoch) {
        boolean forScores = live.isUnfitted();
        boolean changed = forScores || !live.isOf(epoch);
        SeriesState state = live.open(epoch, counts);
        SeriesFit fit;
        try {
            fit = fitter.fit(state);
        } catch (RuntimeException e) {
            // One series that can't be fitted must not stop the others; its next score tries again.
            metrics.fitFailed();
            LOG.errorf(e, "Can't fit a series: series=%s epoch=%s", live.key(), epoch.name());
            return;
        }
        if (fit.points().isEmpty() && live.isNeverFitted()) {
            // Only versions that are not current have scores yet. The next score, or the next epoch, tries
            // again.
            live.fitted();
            series.changed(live);
            return;
        }
        Instant now = now();
        CurveFitted event = new CurveFitted(
                live.key(),
                epoch.name(),
                changed ? live.nextSequence() : live.sequence(),
                fit.points(),
                fit.shape(),
                fit.evidence(),
                fit.ensembles(),
                new CurveFitted.LogPosition(context.taskId().partition(), live.newestOffset()),
                now,
                Optional.of(fit.statistics()));
        if (fit.pastBurnIn()) {
            live.raiseMaxLogE(fit.evidence().logEInverse());
        }
        if (changed) {
            live.fitted();
            series.changed(live);
            forward(live.key(), Codecs.CURVE_FITTED, event, AnalysisTopology.FITS);
            gauges.show(event);
        }
        if (forScores) {
            metrics.fitted(Duration.ofMillis(Math.max(0, now.toEpochMilli() - live.waitingSince())));
        }
        evidence.of(
                        event,
                        fit.pastBurnIn(),
                        live.maxLogE(),
                        samples.named(
                                live.key(),
                                epoch.name(),
                                live.raised(withDrift(fit.statistics().findings(), live, epoch, now)),
                                state,
                                now),
                        epoch.models(),
                        live.runs())
                .ifPresent(this::publish);
    }

    private List<Finding> withDrift(List<Finding> findings, LiveSeries live, Epoch epoch, Instant now) {
        List<Finding> all = new ArrayList<>(findings);
        List<ModelVersion> versions = epoch.models();
        for (int i = 0; i < versions.size(); i++) {
            all.addAll(drift.findings(live.countKeysOfEpoch().get(i), versions.get(i), now.toEpochMilli()));
        }
        return all;
    }

    private void publish(EvidenceReported report) {
        metrics.evidenceReported();
        forward(report.series(), Codecs.EVIDENCE_REPORTED, report, AnalysisTopology.EVIDENCE);
    }

    private <T> void forward(SeriesKey key, EventCodec<T> codec, T event, String sink) {
        context.forward(
                new Record<>(
                        key.toString().getBytes(StandardCharsets.UTF_8),
                        codec.encode(event),
                        context.currentSystemTimeMs(),
                        codec.headers(event, AnalysisTopology.SOURCE)),
                sink);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
