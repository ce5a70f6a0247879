package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.CurveStatistics;
import io.scalewatch.contracts.event.EffectCurve;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.LabelCurve;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the points, the shapes and the evidence off a series' counts. Stateless: equal counts give equal fits,
/// to the bit.
public final class SeriesFitter {

    private static final List<Label> PROVOKED = List.of(Label.DISTRACTOR, Label.SYCOPHANTIC, Label.TRAP);

    /// The fit of what the state has counted so far.
    public SeriesFit fit(SeriesState state) {
        return fit(state.counts());
    }

    /// The fit of a table of independent trials, all of them answered.
    ///
    /// @param modelsOrderedBySize the smallest first
    /// @param correct per model, between 0 and its trials
    /// @param trials per model
    public SeriesFit fitIndependent(List<ModelVersion> modelsOrderedBySize, long[] correct, long[] trials) {
        return fit(SeriesCounts.independent(List.copyOf(modelsOrderedBySize), correct, trials));
    }

    private static SeriesFit fit(SeriesCounts counts) {
        CurveReading accuracy = CurveReading.of(counts.models(), counts.accuracy(), counts.answeredSamples());
        Findings findings = new Findings();
        findings.accuracy(accuracy);
        findings.forecast(counts.models(), accuracy);
        List<LabelCurve> labels = new ArrayList<>();
        counts.byLabel().forEach((label, outcome) -> {
            CurveReading reading = CurveReading.of(counts.models(), outcome, counts.labelledSamples());
            findings.label(label, reading);
            labels.add(new LabelCurve(label, reading.classification().shape(), reading.evidence(), reading.reason()));
        });
        List<EffectCurve> effects = new ArrayList<>();
        counts.effects()
                .forEach(effect -> EffectReading.of(counts.models(), effect).ifPresent(reading -> {
                    findings.effect(reading);
                    effects.add(reading.curve());
                }));
        Skew skew = Skew.of(counts.models(), counts.unanswered());
        findings.skew(skew);
        counts.versions()
                .forEach((place, versions) -> findings.version(counts.models().get(place), versions));
        return new SeriesFit(
                Points.of(counts),
                accuracy.classification().shape(),
                accuracy.evidence(),
                counts.votes().levels(accuracy.places()),
                accuracy.pastBurnIn(),
                new CurveStatistics(
                        curve(counts),
                        accuracy.reason(),
                        labels,
                        Optional.of(skew.quality()),
                        findings.all(),
                        Outlook.forecasts(accuracy),
                        Outlook.turningPoint(accuracy),
                        effects));
    }

    /// Where no answer is ever correct, accuracy says nothing, and what is provoked says it all.
    private static Label curve(SeriesCounts counts) {
        Label most = Label.CORRECT;
        long mostOften = 0;
        if (Arrays.stream(counts.accuracy().successes()).allMatch(correct -> correct == 0)) {
            for (Label label : PROVOKED) {
                long often = Arrays.stream(counts.labels())
                        .mapToLong(byLabel -> byLabel[label.ordinal()])
                        .sum();
                if (often > mostOften) {
                    most = label;
                    mostOften = often;
                }
            }
        }
        return most;
    }
}
