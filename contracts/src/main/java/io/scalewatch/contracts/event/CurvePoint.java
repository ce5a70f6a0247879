package io.scalewatch.contracts.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What is known of one model version in one series.
///
/// @param samples distinct samples with at least one labelled trial
/// @param trials labelled trials, refused and unparsed ones included
/// @param answered trials with an answer: what accuracy is a rate of
/// @param correct trials labelled CORRECT
/// @param failures prompts that ended without a label
/// @param accuracy `correct / answered`, 0 where nothing was answered
/// @param interval 95 % Wilson interval of accuracy, for a fixed number of trials
/// @param labels every label that occurred: how often, and its rate of all labelled trials
/// @param liveInterval 95 % confidence sequence of accuracy: it holds at all looks at once, however often one
///     looks
/// @param calibration where answers come with a confidence
/// @param trainingFlops floating point operations spent in training, where the version's model declares them
public record CurvePoint(
        String model,
        String version,
        long parameters,
        long samples,
        long trials,
        long answered,
        long correct,
        long failures,
        double accuracy,
        Interval interval,
        Map<Label, LabelRate> labels,
        Optional<Interval> liveInterval,
        Optional<Calibration> calibration,
        Optional<Double> trainingFlops) {

    public CurvePoint {
        Require.notBlank(model, "model");
        Require.notBlank(version, "version");
        Require.that(parameters > 0, "parameters must be positive");
        Require.that(0 <= correct && correct <= answered && answered <= trials, "0 <= correct <= answered <= trials");
        Require.notNull(interval, "interval");
        Map<Label, LabelRate> copy = new EnumMap<>(Label.class);
        if (labels != null) {
            copy.putAll(labels);
        }
        labels = Collections.unmodifiableMap(copy);
        liveInterval = Require.orEmpty(liveInterval);
        calibration = Require.orEmpty(calibration);
        trainingFlops = Require.orEmpty(trainingFlops);
    }

    /// A point of a model that doesn't declare what its training took.
    public CurvePoint(
            String model,
            String version,
            long parameters,
            long samples,
            long trials,
            long answered,
            long correct,
            long failures,
            double accuracy,
            Interval interval,
            Map<Label, LabelRate> labels,
            Optional<Interval> liveInterval,
            Optional<Calibration> calibration) {
        this(
                model,
                version,
                parameters,
                samples,
                trials,
                answered,
                correct,
                failures,
                accuracy,
                interval,
                labels,
                liveInterval,
                calibration,
                Optional.empty());
    }

    /// A point whose confidence sequence is not known.
    public CurvePoint(
            String model,
            String version,
            long parameters,
            long samples,
            long trials,
            long answered,
            long correct,
            long failures,
            double accuracy,
            Interval interval,
            Map<Label, LabelRate> labels) {
        this(
                model,
                version,
                parameters,
                samples,
                trials,
                answered,
                correct,
                failures,
                accuracy,
                interval,
                labels,
                Optional.empty(),
                Optional.empty());
    }

    /// @param interval 95 % Wilson interval, for a fixed number of trials
    /// @param liveInterval 95 % confidence sequence
    public record LabelRate(long count, double rate, Interval interval, Optional<Interval> liveInterval) {

        public LabelRate {
            liveInterval = Require.orEmpty(liveInterval);
        }

        /// A rate whose confidence sequence is not known.
        public LabelRate(long count, double rate, Interval interval) {
            this(count, rate, interval, Optional.empty());
        }
    }
}
