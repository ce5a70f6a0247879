package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.SeriesKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/// What the stores of this instance hold of a model's samples, for who asks from outside of the stream.
public final class SampleLabels {

    private SampleLabels() {}

    /// By sample, how often it got each label, by the ordinal of [io.scalewatch.contracts.event.Label].
    ///
    /// @return empty where this instance does not have the series at present
    public static Optional<Map<String, int[]>> of(
            KafkaStreams streams, SeriesKey series, String model, String version) {
        Map<String, int[]> labels = new HashMap<>();
        try {
            TrialCounts.visit(
                    streams.store(StoreQueryParameters.fromNameAndType(
                            AnalysisTopology.COUNTS_STORE, QueryableStoreTypes.keyValueStore())),
                    TrialCounts.versionKey(series, model, version),
                    new TrialCounts.Visitor() {
                        @Override
                        public void sample(String sample, int[] counts, int failures) {
                            if (Arrays.stream(counts).anyMatch(count -> count > 0)) {
                                labels.put(sample, counts);
                            }
                        }

                        @Override
                        public void failures(long number) {
                            // They have no label.
                        }
                    });
        } catch (InvalidStateStoreException | IllegalStateException e) {
            // Not running, or its partitions move.
            return Optional.empty();
        }
        return labels.isEmpty() ? Optional.empty() : Optional.of(labels);
    }

    /// By sample, its task's dials, of the samples that have any.
    ///
    /// @return empty where this instance does not have the task at present, or none of its samples has a dial
    public static Optional<Map<String, Map<String, Double>>> dials(KafkaStreams streams, SeriesKey series) {
        Map<String, Map<String, Double>> dials = new HashMap<>();
        try {
            TrialCounts.visitFacts(
                    streams.store(StoreQueryParameters.fromNameAndType(
                            AnalysisTopology.COUNTS_STORE, QueryableStoreTypes.keyValueStore())),
                    TrialCounts.factsKey(series),
                    (sample, facts) -> {
                        if (!facts.dials().isEmpty()) {
                            dials.put(sample, facts.dials());
                        }
                    });
        } catch (InvalidStateStoreException | IllegalStateException e) {
            // Not running, or its partitions move.
            return Optional.empty();
        }
        return dials.isEmpty() ? Optional.empty() : Optional.of(dials);
    }
}
