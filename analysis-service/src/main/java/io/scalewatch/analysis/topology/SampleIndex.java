package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// Where the scores of samples stand, as far as the stores of this instance know it, for who asks from outside
/// of the stream.
public final class SampleIndex {

    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;

    SampleIndex(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /// @param scores where, in `scores`, the newest score with each label stands
    public record Sample(String id, boolean control, Map<Label, RecordPlace> scores) {}

    /// Samples that belong together: biased ones and their neutral control.
    ///
    /// @param place of the group among all, for the page after it
    public record Group(String place, List<Sample> samples) {}

    /// @param groups some of them
    /// @param samples how many are known of, all pages together
    /// @param labels how many of those have which label
    /// @param next where the next page begins, if there is one
    public record Page(List<Group> groups, int samples, Map<Label, Integer> labels, Optional<String> next) {}

    /// @throws InvalidStateStoreException if the stores can't be read at present
    public static SampleIndex of(KafkaStreams streams) {
        return new SampleIndex(streams.store(StoreQueryParameters.fromNameAndType(
                AnalysisTopology.SAMPLES_STORE, QueryableStoreTypes.keyValueStore())));
    }

    /// Groups of a model version's samples, in an order that is the same in all versions and says nothing about
    /// them.
    ///
    /// @param label if named, groups with a sample that got it
    /// @param sample if named, the group that it is in
    /// @param after the last group of the page before
    public Page page(
            SeriesKey series,
            String model,
            String version,
            Optional<Label> label,
            Optional<String> sample,
            Optional<String> after,
            int mostGroups) {
        List<KeptSamples.Kept> all = KeptSamples.ofVersion(store, TrialCounts.versionKey(series, model, version));
        Map<Label, Integer> labels = new EnumMap<>(Label.class);
        all.forEach(kept -> kept.scores().keySet().forEach(one -> labels.merge(one, 1, Integer::sum)));
        List<Group> groups = new ArrayList<>();
        for (int from = 0, to; from < all.size(); from = to) {
            to = from + 1;
            while (to < all.size()
                    && Arrays.equals(all.get(from).group(), all.get(to).group())) {
                to++;
            }
            Group group = new Group(
                    HexFormat.of().formatHex(all.get(from).group()),
                    all.subList(from, to).stream().map(SampleIndex::sample).toList());
            if (after.filter(last -> group.place().compareTo(last) <= 0).isEmpty()
                    && sample.filter(id -> group.samples().stream()
                                    .noneMatch(one -> one.id().equals(id)))
                            .isEmpty()
                    && label.filter(one -> group.samples().stream()
                                    .noneMatch(kept -> kept.scores().containsKey(one)))
                            .isEmpty()) {
                groups.add(group);
            }
            if (groups.size() > mostGroups) {
                break;
            }
        }
        boolean more = groups.size() > mostGroups;
        List<Group> shown = List.copyOf(more ? groups.subList(0, mostGroups) : groups);
        return new Page(
                shown, all.size(), labels, more ? Optional.of(shown.getLast().place()) : Optional.empty());
    }

    /// What is known of one group's samples in a model version.
    ///
    /// @param place the group's
    public List<Sample> group(SeriesKey series, String model, String version, String place) {
        return KeptSamples.ofGroup(
                        store,
                        TrialCounts.versionKey(series, model, version),
                        HexFormat.of().parseHex(place))
                .stream()
                .map(SampleIndex::sample)
                .toList();
    }

    private static Sample sample(KeptSamples.Kept kept) {
        return new Sample(kept.sample(), kept.control(), kept.scores());
    }
}
