package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.series.SeriesState;
import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Trial;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/// One series in the memory of the task that owns it. Its state is there while scores arrive; it is rebuilt
/// from the [TrialCounts] when it is needed again, and when another epoch begins.
final class LiveSeries {

    private static final int MAX_RUNS = 16;

    private final SeriesKey key;
    private final Bytes storeKey;
    private final byte[] factsKey;
    private final Map<Version, byte[]> countKeys = new HashMap<>();
    private final Set<UUID> runs;

    private List<byte[]> countKeysOfEpoch = List.of();
    private long sequence;
    private long newestOffset;
    private boolean unfitted;
    private String epochName;
    private double maxLogE;

    private Optional<Epoch> epoch = Optional.empty();
    private Optional<SeriesState> state = Optional.empty();
    private Map<Version, Integer> places = Map.of();
    private Map<Version, Integer> lastPlaces = Map.of();
    private final Map<Topic, Double> maxLogEs = new HashMap<>();
    private long touchedAt;
    private long waitingSince;

    LiveSeries(SeriesKey key, SeriesRecord record, long now) {
        this.key = key;
        this.storeKey = Bytes.wrap(key.toString().getBytes(StandardCharsets.UTF_8));
        this.factsKey = TrialCounts.factsKey(key);
        this.sequence = record.sequence();
        this.newestOffset = record.newestOffset();
        this.unfitted = record.unfitted();
        this.epochName = record.epoch();
        this.maxLogE = record.maxLogE();
        this.runs = new LinkedHashSet<>(record.runs());
        this.touchedAt = now;
        this.waitingSince = now;
    }

    record Version(String model, String version) {}

    /// What a finding is about.
    private record Topic(AlertKind kind, String subject) {}

    SeriesKey key() {
        return key;
    }

    Bytes storeKey() {
        return storeKey;
    }

    SeriesRecord record() {
        return new SeriesRecord(sequence, newestOffset, unfitted, epochName, maxLogE, runs);
    }

    byte[] countKey(String model, String version) {
        return countKeys.computeIfAbsent(
                new Version(model, version), v -> TrialCounts.versionKey(key, v.model(), v.version()));
    }

    /// The count keys of the versions that the state was opened for, in their order.
    List<byte[]> countKeysOfEpoch() {
        return countKeysOfEpoch;
    }

    /// Whether scores were counted since the last fit.
    boolean isUnfitted() {
        return unfitted;
    }

    boolean isNeverFitted() {
        return sequence == 0;
    }

    /// When the oldest score that the last fit doesn't count was written, milliseconds.
    long waitingSince() {
        return waitingSince;
    }

    String epochName() {
        return epochName;
    }

    List<UUID> runs() {
        return List.copyOf(runs);
    }

    double maxLogE() {
        return maxLogE;
    }

    long newestOffset() {
        return newestOffset;
    }

    /// Takes a score that the store has counted.
    ///
    /// @param writtenAt when it came onto the topic, milliseconds
    void counted(CompletionScored score, long offset, long writtenAt, long now) {
        newestOffset = Math.max(newestOffset, offset);
        touch(now);
        if (!unfitted) {
            unfitted = true;
            waitingSince = writtenAt;
        }
        UUID run = score.id().runId();
        if (runs.add(run) && runs.size() > MAX_RUNS) {
            runs.remove(runs.iterator().next());
        }
    }

    /// Keeps the counts in memory for a while: they are looked at.
    void touch(long now) {
        touchedAt = now;
    }

    /// Keeps what is known of a sample in the store, and in the state, if it is there, what it is compared with.
    void describe(Trial trial, TrialCounts counts) {
        SampleFacts facts = SampleFacts.of(trial);
        if (facts.isPlain(trial.sample())
                || state.map(s -> s.isPlaced(trial.sample())).orElse(false)) {
            return;
        }
        counts.describe(factsKey, trial.sample(), facts);
        state.ifPresent(s -> s.belongs(trial.sample(), facts.group(), facts.control()));
    }

    /// One labelled trial, if the version is of the present epoch and the state is in memory.
    void countLabel(ModelVersion model, String sample, Label label) {
        state.ifPresent(s -> {
            Version version = new Version(model.model(), model.version());
            Integer place = places.get(version);
            if (place != null) {
                s.count(sample, place, label);
            }
            Integer lastPlace = lastPlaces.get(version);
            if (lastPlace != null) {
                int[] one = new int[Label.values().length];
                one[label.ordinal()] = 1;
                s.loadLast(sample, lastPlace, one);
            }
        });
    }

    /// An answer's confidence, if its version is of the present epoch and the state is in memory.
    void countConfidence(ModelVersion model, double confidence, boolean right) {
        state.ifPresent(s -> {
            Integer place = places.get(new Version(model.model(), model.version()));
            if (place != null) {
                s.countConfidence(place, confidence, right);
            }
        });
    }

    /// A failure more, or one less that a label has replaced.
    void countFailure(ModelVersion model, String sample, int delta) {
        state.ifPresent(s -> {
            Integer place = places.get(new Version(model.model(), model.version()));
            if (place != null) {
                s.countFailure(sample, place, delta);
            }
        });
    }

    /// Whether the last fit was of these versions.
    boolean isOf(Epoch current) {
        return epoch.map(e -> e == current || e.equals(current)).orElseGet(() -> epochName.equals(current.name()));
    }

    /// The state for an epoch, rebuilt if it is not in memory.
    SeriesState open(Epoch current, TrialCounts counts) {
        if (state.isPresent() && epoch.isPresent() && epoch.get().equals(current)) {
            return state.get();
        }
        List<ModelVersion> models = current.models();
        SeriesState rebuilt = new SeriesState(models, current.lastVersions());
        counts.visitFacts(factsKey, (sample, facts) -> rebuilt.belongs(sample, facts.group(), facts.control()));
        Map<Version, Integer> found = new HashMap<>();
        Map<Version, Integer> foundLast = new HashMap<>();
        for (int i = 0; i < models.size(); i++) {
            ModelVersion model = models.get(i);
            int place = i;
            found.put(new Version(model.model(), model.version()), place);
            counts.visit(countKey(model.model(), model.version()), new TrialCounts.Visitor() {
                @Override
                public void sample(String sample, int[] byLabel, int failures) {
                    rebuilt.load(sample, place, byLabel, failures);
                }

                @Override
                public void failures(long number) {
                    rebuilt.addFailures(place, number);
                }
            });
            rebuilt.loadConfidences(
                    place, counts.confidences(TrialCounts.confidenceKey(countKey(model.model(), model.version()))));
            String last = current.lastVersions().get(model.model());
            if (last != null) {
                foundLast.put(new Version(model.model(), last), place);
                counts.visit(countKey(model.model(), last), new TrialCounts.Visitor() {
                    @Override
                    public void sample(String sample, int[] byLabel, int failures) {
                        rebuilt.loadLast(sample, place, byLabel);
                    }

                    @Override
                    public void failures(long number) {
                        // Not compared.
                    }
                });
            }
        }
        places = found;
        lastPlaces = foundLast;
        state = Optional.of(rebuilt);
        epoch = Optional.of(current);
        countKeysOfEpoch = models.stream()
                .map(model -> countKey(model.model(), model.version()))
                .toList();
        if (!epochName.equals(current.name())) {
            epochName = current.name();
            maxLogE = 0;
            maxLogEs.clear();
        }
        return rebuilt;
    }

    /// Records that a fit counts everything so far.
    void fitted() {
        unfitted = false;
    }

    /// The number of the last fit.
    long sequence() {
        return sequence;
    }

    /// The number of a fit that is published.
    long nextSequence() {
        return ++sequence;
    }

    /// Evidence past the burn-in: the running maximum of the epoch.
    void raiseMaxLogE(double logE) {
        if (logE > maxLogE) {
            maxLogE = logE;
        }
    }

    /// The findings with the largest e-values that they have had in this epoch. A restart forgets what was not
    /// reported: less than what would be news.
    List<Finding> raised(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.withLogE(maxLogEs.merge(new Topic(f.kind(), f.subject()), f.logE(), Math::max)))
                .toList();
    }

    /// Lets the counts go if there were no scores for a while.
    void forgetIfIdle(long idleBefore) {
        if (!unfitted && touchedAt < idleBefore) {
            state = Optional.empty();
            places = Map.of();
            lastPlaces = Map.of();
        }
    }
}
