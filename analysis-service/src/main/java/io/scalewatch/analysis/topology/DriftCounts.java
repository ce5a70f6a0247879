package io.scalewatch.analysis.topology;

import io.scalewatch.analysis.drift.LaterAnswers;
import io.scalewatch.analysis.drift.LaterAnswers.Count;
import io.scalewatch.analysis.drift.VersionDrift;
import io.scalewatch.analysis.drift.VersionHistory;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Finding;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ModelVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// What is known of whether versions drift, in all series of a partition. A score of a version's first run
/// writes nothing, once its names are known; a later run's reads and writes one entry.
///
/// Key: as in [TrialCounts]; under the hash alone the [VersionHistory], under hash and sample the
/// [LaterAnswers]. What the first run answered is what [TrialCounts] have beyond those; where they had
/// answers before the history began, of a release that kept none, that is not known, and names alone are
/// compared.
final class DriftCounts {

    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final TrialCounts counts;
    private final Map<Bytes, Live> live = new HashMap<>();

    /// A version in memory.
    private static final class Live {
        private final VersionHistory history;
        private final VersionDrift drift;
        private long touchedAt;

        Live(VersionHistory history, VersionDrift drift, long now) {
            this.history = history;
            this.drift = drift;
            this.touchedAt = now;
        }
    }

    DriftCounts(KeyValueStore<Bytes, byte[]> store, TrialCounts counts) {
        this.store = store;
        this.counts = counts;
    }

    /// Takes a labelled score, once.
    ///
    /// @param inCurve whether it counts in the curve, too, as those of canaries don't; then it is in the
    ///     [TrialCounts] already
    /// @return whether there is anything that it is compared with, or that is compared with it
    boolean count(byte[] versionKey, CompletionScored score, boolean inCurve, long now) {
        Bytes key = Bytes.wrap(versionKey);
        Live version = live(key, now).orElse(null);
        boolean news = version == null;
        if (version == null) {
            if (!inCurve) {
                // A canary asks whether answers are as they were: here there are none yet.
                return false;
            }
            version = new Live(VersionHistory.of(score, isFirst(versionKey, score)), new VersionDrift(), now);
            live.put(key, version);
        }
        boolean continued = version.history.isContinued();
        news |= version.history.learn(score);
        if (version.history.hasBaseline()
                && score.label().filter(Label::isAnswer).isPresent()) {
            answer(version, versionKey, score, inCurve);
        }
        if (news || continued != version.history.isContinued()) {
            store.put(key, version.history.encode());
        }
        return true;
    }

    /// Whether the version has no answers but this, which is counted already.
    private boolean isFirst(byte[] versionKey, CompletionScored score) {
        int own = score.label().filter(Label::isAnswer).isPresent() ? 1 : 0;
        return !counts.hasMoreAnswersThan(own, versionKey);
    }

    private void answer(Live version, byte[] versionKey, CompletionScored score, boolean inCurve) {
        boolean right = score.label().filter(Label.CORRECT::equals).isPresent();
        boolean first = version.history.isFirstRun(score);
        if (first && !version.history.isContinued()) {
            return;
        }
        String sample = score.trial().sample();
        Bytes key = TrialCounts.sampleKey(versionKey, sample);
        byte[] stored = store.get(key);
        LaterAnswers before = stored == null ? LaterAnswers.NONE : LaterAnswers.decode(stored);
        Count all = counts.answers(versionKey, sample);
        if (first) {
            Count now = all.minus(before.inCurve());
            version.drift.change(now.minus(new Count(1, right ? 1 : 0)), before, now, before);
        } else {
            LaterAnswers after = before.plus(right, version.history.windowOf(score), inCurve);
            Count firstRun = all.minus(after.inCurve());
            version.drift.change(firstRun, before, firstRun, after);
            store.put(key, after.encode());
        }
    }

    /// What speaks for a drift of one version.
    List<Finding> findings(byte[] versionKey, ModelVersion model, long now) {
        return live(Bytes.wrap(versionKey), now)
                .map(version -> version.drift.findings(model, version.history))
                .orElse(List.of());
    }

    /// Lets go what there was nothing of for a while.
    void forgetIdle(long idleBefore) {
        live.values().removeIf(version -> version.touchedAt < idleBefore);
    }

    private Optional<Live> live(Bytes key, long now) {
        Live known = live.get(key);
        if (known == null) {
            byte[] stored = store.get(key);
            if (stored == null) {
                return Optional.empty();
            }
            VersionHistory history = VersionHistory.decode(stored);
            known = new Live(history, history.isContinued() ? read(key) : new VersionDrift(), now);
            live.put(key, known);
        }
        known.touchedAt = now;
        return Optional.of(known);
    }

    private VersionDrift read(Bytes key) {
        VersionDrift drift = new VersionDrift();
        int prefix = key.get().length;
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(key, PREFIX)) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                byte[] bytes = entry.key.get();
                if (bytes.length > prefix) {
                    LaterAnswers later = LaterAnswers.decode(entry.value);
                    String sample = TrialCounts.sample(bytes);
                    Count all = counts.answers(Arrays.copyOf(bytes, prefix), sample);
                    drift.change(all.minus(later.inCurve()), LaterAnswers.NONE, all.minus(later.inCurve()), later);
                }
            }
        }
        return drift;
    }
}
