package io.scalewatch.analysis.series;

import io.scalewatch.analysis.evidence.PairedEvidence.Answers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many samples were answered in which way by two versions of a model. There are few ways, however many
/// samples there are.
public final class PairedAnswers {

    private static final Comparator<Answers> ORDER = Comparator.comparingInt(Answers::firstTrials)
            .thenComparingInt(Answers::firstHits)
            .thenComparingInt(Answers::secondTrials)
            .thenComparingInt(Answers::secondHits);

    private final Map<Way, Long> samples = new HashMap<>();

    private record Way(int firstTrials, int firstHits, int secondTrials, int secondHits) {}

    /// Counts a sample, or takes it back before its answers change; none that only one version has answered.
    ///
    /// @param delta 1 or -1
    public void count(int firstTrials, int firstHits, int secondTrials, int secondHits, int delta) {
        if (firstTrials > 0 && secondTrials > 0) {
            Way way = new Way(firstTrials, firstHits, secondTrials, secondHits);
            samples.merge(way, (long) delta, (now, more) -> now + more == 0 ? null : now + more);
        }
    }

    /// In an order that does not depend on that of arrival.
    public List<Answers> sorted() {
        List<Answers> sorted = new ArrayList<>(samples.size());
        samples.forEach((way, count) -> sorted.add(
                new Answers(way.firstTrials(), way.firstHits(), way.secondTrials(), way.secondHits(), count)));
        sorted.sort(ORDER);
        return sorted;
    }
}
