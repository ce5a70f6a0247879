package io.scalewatch.analysis.export;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.RunKind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Which scores of a series count: the first label of each (run, index), and neither a canary's nor a judge's
/// own, as in the curve. A bit for each, in segments.
final class FirstLabels {

    private static final int SEGMENT_BITS = 16;

    private final Map<Segment, BitSet> seen = new HashMap<>();

    private record Segment(UUID run, long number) {}

    /// Whether a score counts; asked once of each, in the order of the topic.
    boolean add(CompletionScored score) {
        boolean isAside = score.trial()
                .runKind()
                .filter(kind -> kind == RunKind.CANARY || kind == RunKind.JUDGE)
                .isPresent();
        if (score.label().isEmpty() || isAside) {
            return false;
        }
        long index = score.id().index();
        BitSet bits =
                seen.computeIfAbsent(new Segment(score.id().runId(), index >>> SEGMENT_BITS), segment -> new BitSet());
        int bit = (int) (index & ((1 << SEGMENT_BITS) - 1));
        boolean isFirst = !bits.get(bit);
        bits.set(bit);
        return isFirst;
    }
}
