package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A curve taken apart by difficulty: the samples whose dial has about the same value, each part fitted like a series
/// of its own. Opposite trends in the parts would cancel in the whole unseen.
public final class DialSlices {

    /// With more values than that, neighbouring ones share a part.
    static final int MOST = 6;

    private DialSlices() {}

    /// @param from the least value of the dial
    /// @param to the largest one
    /// @param samples that have such a value
    public record Slice(double from, double to, int samples, SeriesFit fit) {}

    /// @param models by size, the smallest first
    /// @param labels by model, and then by sample, how often it got each label, by the ordinal of
    ///     [io.scalewatch.contracts.event.Label]
    /// @param dial by sample; samples without are left out
    /// @return the least values first
    public static List<Slice> of(List<ModelVersion> models, List<Map<String, int[]>> labels, Map<String, Double> dial) {
        TreeMap<Double, List<String>> byValue = new TreeMap<>();
        dial.forEach((sample, value) -> {
            if (Double.isFinite(value) && labels.stream().anyMatch(counts -> counts.containsKey(sample))) {
                byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(sample);
            }
        });
        long all = byValue.values().stream().mapToLong(List::size).sum();
        boolean each = byValue.size() <= MOST;
        List<Slice> slices = new ArrayList<>();
        List<String> samples = new ArrayList<>();
        double from = 0;
        long before = 0;
        for (Map.Entry<Double, List<String>> entry : byValue.entrySet()) {
            if (samples.isEmpty()) {
                from = entry.getKey();
            }
            samples.addAll(entry.getValue());
            before += entry.getValue().size();
            // About as many samples in each, and all of one value together.
            long left = all - before + samples.size();
            if (each || samples.size() * (MOST - slices.size()) >= left) {
                slices.add(new Slice(from, entry.getKey(), samples.size(), fit(models, labels, samples)));
                samples = new ArrayList<>();
            }
        }
        return slices;
    }

    private static SeriesFit fit(List<ModelVersion> models, List<Map<String, int[]>> labels, List<String> samples) {
        SeriesState state = new SeriesState(models);
        for (int model = 0; model < models.size(); model++) {
            for (String sample : samples) {
                int[] counts = labels.get(model).get(sample);
                if (counts != null) {
                    state.load(sample, model, counts);
                }
            }
        }
        return new SeriesFitter().fit(state);
    }
}
