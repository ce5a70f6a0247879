package io.scalewatch.scoring.rescoring;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoringProgressed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/// How far a re-scoring is in one partition: what the records before [#next()] amount to, and nothing else. So
/// whoever takes the partition over reads it from its beginning, writes nothing before the committed offset, and
/// knows what its predecessor knew. Not thread-safe.
final class PartitionProgress {

    private final OffsetRange range;
    /// The plan indices that have their answer: the first one counts, as it did when the run was scored.
    private final Roaring64Bitmap answered = new Roaring64Bitmap();

    private long next;
    private long written;
    private long scored;
    private long failed;

    PartitionProgress(OffsetRange range) {
        this.range = range;
        this.next = range.from();
        this.written = range.from();
    }

    /// What the records of one poll add; nothing of it counts before [#apply].
    final class Step {

        private final Set<Long> indices = new HashSet<>();
        private final List<CompletionScored> scores = new ArrayList<>();
        private long end = next;
        private long scoredMore;
        private long failedMore;

        /// Takes the score of a record, unless its prompt has one.
        void take(long offset, CompletionScored score) {
            long index = score.id().index();
            if (answered.contains(index) || !indices.add(index)) {
                return;
            }
            if (score.label().isPresent()) {
                scoredMore++;
            } else {
                failedMore++;
            }
            if (offset >= written) {
                scores.add(score);
            }
        }

        /// Everything before this offset is read, or gone.
        void readTo(long offset) {
            end = Math.max(end, Math.min(offset, range.end()));
        }

        int partition() {
            return range.partition();
        }

        /// What is to be written: nothing that a committed transaction holds.
        List<CompletionScored> scores() {
            return scores;
        }

        long end() {
            return end;
        }

        /// Whether it goes beyond what is committed.
        boolean advances() {
            return end > written;
        }

        /// Whether it is worth a transaction: without a score or an end there is nothing to tell.
        boolean isWorthWriting() {
            return advances() && (!scores.isEmpty() || end == range.end());
        }

        RescoringProgressed report(UUID id, Instant now) {
            return new RescoringProgressed(
                    id, range.partition(), end, range.end(), scored + scoredMore, failed + failedMore, now);
        }

        /// The records count.
        ///
        /// @param committed whether a transaction has committed their end
        void apply(boolean committed) {
            indices.forEach(answered::addLong);
            scored += scoredMore;
            failed += failedMore;
            next = end;
            if (committed) {
                written = Math.max(written, end);
            }
        }
    }

    Step step() {
        return new Step();
    }

    OffsetRange range() {
        return range;
    }

    /// Where the reading goes on.
    long next() {
        return next;
    }

    /// What is committed, by whomever.
    void committed(long offset) {
        written = Math.max(range.from(), offset);
    }

    /// Whether all of it is committed.
    boolean isFinished() {
        return written >= range.end();
    }
}
