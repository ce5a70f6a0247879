package io.scalewatch.task.progress;

import io.scalewatch.contracts.event.CompletionScored;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// Applies a batch of scores to the segments that it touches, and counts what that changed. A score that came
/// before changes nothing; nor does a failure of an older attempt. A label counts whatever its attempt. Not
/// thread-safe.
final class ScoreTally {

    /// What never changes about a run.
    record RunFacts(long planned, int models) {}

    record SegmentKey(UUID run, int number) {

        static SegmentKey of(CompletionScored score) {
            return new SegmentKey(
                    score.id().runId(), ProgressSegment.number(score.id().index()));
        }
    }

    /// One model of a run. Ordered, so that all instances update the counters in one order.
    record ModelOfRun(UUID run, int ordinal) implements Comparable<ModelOfRun> {

        @Override
        public int compareTo(ModelOfRun other) {
            return Comparator.comparing(ModelOfRun::run)
                    .thenComparing(ModelOfRun::ordinal)
                    .compare(this, other);
        }
    }

    record VersionOfModel(String model, String version) implements Comparable<VersionOfModel> {

        @Override
        public int compareTo(VersionOfModel other) {
            return Comparator.comparing(VersionOfModel::model)
                    .thenComparing(VersionOfModel::version)
                    .compare(this, other);
        }
    }

    private final Map<UUID, RunFacts> runs;
    private final Map<SegmentKey, ProgressSegment> segments;
    private final Map<UUID, Map<Long, Integer>> attempts;
    private final Map<ModelOfRun, ProgressCounts> counts = new TreeMap<>();
    private final Map<VersionOfModel, FailureStreak> streaks = new TreeMap<>();
    private final Set<SegmentKey> changed = new HashSet<>();
    private final Set<UUID> filled = new HashSet<>();
    private int unknown;
    private int repeated;

    /// @param segments all that the batch touches; changed in place
    /// @param attempts per run, the indices among the batch's that were asked again, with their current attempt
    ScoreTally(
            Map<UUID, RunFacts> runs,
            Map<SegmentKey, ProgressSegment> segments,
            Map<UUID, Map<Long, Integer>> attempts) {
        this.runs = runs;
        this.segments = segments;
        this.attempts = attempts;
    }

    void add(CompletionScored score) {
        RunFacts run = runs.get(score.id().runId());
        SegmentKey key = SegmentKey.of(score);
        ProgressSegment segment = segments.get(key);
        long index = score.id().index();
        if (run == null || segment == null || index >= run.planned()) {
            unknown++;
            return;
        }
        ProgressSegment.Change change = change(score, segment, index);
        ModelOfRun model = new ModelOfRun(key.run(), (int) (index % run.models()));
        boolean changes = change != ProgressSegment.Change.NONE;
        if (changes || score.tokens().isPresent() || score.costUsd() > 0) {
            counts.computeIfAbsent(model, m -> new ProgressCounts())
                    .spent(
                            score.tokens(),
                            score.costUsd(),
                            changes && score.label().isPresent());
        }
        if (!changes) {
            repeated++;
            return;
        }
        changed.add(key);
        if (segment.open() == 0) {
            filled.add(key.run());
        }
        ProgressCounts count = counts.get(model);
        switch (change) {
            case NONE -> throw new IllegalStateException("nothing changed");
            case SCORED -> count.scored(false, score.callLatencyMillis(), score.scoringVersion());
            case SCORED_AFTER_FAILURE -> count.scored(true, score.callLatencyMillis(), score.scoringVersion());
            case FAILED -> count.failed(score.failure().orElseThrow().kind());
        }
        streaks.computeIfAbsent(
                        new VersionOfModel(score.model().model(), score.model().version()), m -> new FailureStreak())
                .add(score);
    }

    private ProgressSegment.Change change(CompletionScored score, ProgressSegment segment, long index) {
        if (score.label().isPresent()) {
            return segment.score(index);
        }
        int current = attempts.getOrDefault(score.id().runId(), Map.of()).getOrDefault(index, 0);
        return score.id().attempt() < current ? ProgressSegment.Change.NONE : segment.fail(index);
    }

    Map<ModelOfRun, ProgressCounts> counts() {
        return counts;
    }

    Map<VersionOfModel, FailureStreak> streaks() {
        return streaks;
    }

    /// The segments that have to be written.
    Map<SegmentKey, ProgressSegment> changed() {
        Map<SegmentKey, ProgressSegment> written = new HashMap<>();
        changed.forEach(key -> written.put(key, segments.get(key)));
        return written;
    }

    /// The runs of which a segment has become full: they may be done.
    Set<UUID> filled() {
        return filled;
    }

    /// Scores of runs, or of indices, that do not exist.
    int unknown() {
        return unknown;
    }

    /// Scores that changed nothing.
    int repeated() {
        return repeated;
    }
}
