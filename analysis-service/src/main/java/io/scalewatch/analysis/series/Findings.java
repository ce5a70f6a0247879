package io.scalewatch.analysis.series;

import static io.scalewatch.analysis.curves.Wording.percent;
import static io.scalewatch.analysis.curves.Wording.size;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.Dispersion;
import io.scalewatch.analysis.curves.Forecast;
import io.scalewatch.analysis.curves.Forecaster;
import io.scalewatch.analysis.curves.RateCovariance;
import io.scalewatch.analysis.curves.ShapeClassifier;
import io.scalewatch.analysis.curves.Wilson;
import io.scalewatch.analysis.evidence.BendEvidence;
import io.scalewatch.analysis.evidence.Contrast;
import io.scalewatch.analysis.evidence.ForecastEvidence;
import io.scalewatch.analysis.evidence.PairedEvidence;
import io.scalewatch.analysis.evidence.TrendEvidence;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Interval;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.ArrayList;
import java.util.List;

/// What speaks for each kind of alert: past the burn-in, with its e-value, its effect and its words.
final class Findings {

    /// The logarithm of an e-value of nobody's: less than any that is worth its time.
    private static final double NOTHING = -700;

    /// Below any rate that trials could tell from 0.
    private static final double LEAST_BOUND = 1e-6;

    private static final int LEAST_SIZES_OF_A_BEND = 4;

    private final List<Finding> findings = new ArrayList<>();

    List<Finding> all() {
        return findings;
    }

    /// The trend of accuracy, and its turns.
    void accuracy(CurveReading reading) {
        if (!reading.pastBurnIn()) {
            return;
        }
        TrendEvidence trend = reading.trend().orElseThrow();
        add(AlertKind.INVERSE_SCALING, "", reading.charged(trend.logEInverse()), trend, ends(reading.curve()));
        if (reading.curve().sizes() >= LEAST_SIZES_OF_A_BEND) {
            RateCovariance rates = reading.rates().orElseThrow();
            BendEvidence.Both bends = BendEvidence.of(reading.curve(), rates);
            bend(AlertKind.U_TURN, reading, bends.uTurn());
            bend(AlertKind.INVERTED_U, reading, bends.invertedU());
        }
    }

    private void bend(AlertKind kind, CurveReading reading, BendEvidence bend) {
        Curve curve = reading.curve();
        String block = at(curve, bend.from()) + (bend.from() == bend.to() ? "" : " to " + at(curve, bend.to()));
        findings.add(new Finding(
                kind,
                "",
                reading.charged(bend.logE()),
                bend.nearer().trend(),
                bend.liveInterval(),
                at(curve, 0) + ", " + block + ", " + at(curve, curve.points() - 1)));
    }

    /// The trend of a wrong label.
    void label(Label label, CurveReading reading) {
        if (label.isAnswer() && reading.pastBurnIn()) {
            TrendEvidence trend = reading.trend().orElseThrow();
            add(
                    AlertKind.LABEL_SHIFT,
                    label.name(),
                    reading.charged(trend.logEPositive()),
                    trend,
                    ends(reading.curve()));
        }
    }

    /// The trend of the paired effect on a wrong label.
    void effect(EffectReading reading) {
        reading.trend()
                .ifPresent(trend -> add(
                        AlertKind.LABEL_SHIFT,
                        Finding.effectOf(reading.curve().label()),
                        reading.curve().logEGrows(),
                        trend,
                        reading.ends()));
    }

    /// The largest size against what the smaller ones lead one to expect.
    void forecast(List<ModelVersion> models, CurveReading reading) {
        Curve curve = reading.independent();
        int last = curve.points() - 1;
        if (!reading.pastBurnIn()
                || curve.log10Size(last) == curve.log10Size(last - 1)
                || curve.sizes() <= ShapeClassifier.LEAST_SIZES) {
            return;
        }
        Curve smaller = curve.first(last);
        Forecast forecast = new Forecaster(smaller, Dispersion.estimate(smaller)).at(curve.log10Size(last));
        double k = curve.successes(last);
        double n = curve.trials(last);
        double expected = forecast.rate();
        // A smooth form expects too much of a curve that rises in one step and then stays: what is no worse than the
        // size before it has not fallen, whatever was expected.
        double before = Wilson.interval(Math.round(curve.successes(last - 1)), Math.round(curve.trials(last - 1)))
                .lower();
        double bound = Math.min(forecast.lower(), Math.max(LEAST_BOUND, before));
        double ofTheRate = (k + 1) * (n - k + 1) / ((n + 2) * (n + 2) * (n + 3));
        double spread = expected * (1 - expected);
        Contrast below = new Contrast(k / n - expected, ofTheRate + spread * spread * forecast.variance());
        findings.add(new Finding(
                AlertKind.BELOW_FORECAST,
                models.get(reading.places()[last]).model(),
                reading.charged(k < n * bound ? ForecastEvidence.logEBelow(k, n, bound) : NOTHING),
                below.trend(),
                below.liveInterval(),
                at(curve, last) + ", where the smaller sizes lead one to expect " + percent(expected)
                        + " (90 % interval " + percent(forecast.lower()) + " to " + percent(forecast.upper()) + ")"));
    }

    /// A model's version against its last one.
    void version(ModelVersion model, LastVersion last) {
        if (last.samples() >= ShapeClassifier.LEAST_SAMPLES) {
            PairedEvidence paired = PairedEvidence.of(last.answers());
            findings.add(new Finding(
                    AlertKind.VERSION_REGRESSION,
                    model.model(),
                    paired.logEWorse(),
                    paired.change().trend(),
                    paired.change().liveInterval(),
                    percent(paired.first()) + " with " + last.version() + ", " + percent(paired.second()) + " with "
                            + model.version() + " on the same " + paired.samples() + " samples"));
        }
    }

    /// What is left unanswered, by size.
    void skew(Skew skew) {
        skew.finding().ifPresent(findings::add);
    }

    private void add(AlertKind kind, String subject, double logE, TrendEvidence trend, String detail) {
        ShapeEvidence.Trend effect = trend.trend();
        Interval live = trend.liveInterval();
        findings.add(new Finding(kind, subject, logE, effect, live, detail));
    }

    private static String ends(Curve curve) {
        return "from " + at(curve, 0) + " to " + at(curve, curve.points() - 1);
    }

    static String at(Curve curve, int i) {
        return percent(curve.rate(i)) + " at " + size(Math.pow(10, curve.log10Size(i)));
    }
}
