package io.scalewatch.contracts.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

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
        Map<Label, LabelRate> labels) {

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
    }

    /// @param interval 95 % Wilson interval, for a fixed number of trials
    public record LabelRate(long count, double rate, Interval interval) {}
}
