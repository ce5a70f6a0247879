package io.scalewatch.task.publishing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Decides how many prompts of which model of which run are published next: every model up to its window, all
/// together up to the cap, shared fairly. Within a model its runs' order decides. Not thread-safe.
final class Pacer {

    private final long cap;
    private final Map<ModelOnEndpoint, Pace> paces = new HashMap<>();

    Pacer(long cap) {
        this.cap = cap;
    }

    /// What is to be published of one model of a run.
    ///
    /// @param again of them, prompts to be asked again; they go first
    /// @param next of them, prompts from the cursor on
    record Portion(ModelOfRun of, long again, long next) {

        long prompts() {
            return again + next;
        }

        Portion atMost(long most) {
            long first = Math.min(again, most);
            return new Portion(of, first, Math.min(next, most - first));
        }
    }

    /// Where a model stands, for the metrics.
    ///
    /// @param latencySeconds of its calls lately; 0 while none was answered
    record Standing(ModelOnEndpoint model, long window, long outstanding, double latencySeconds, boolean stalled) {}

    private static final class Pace {

        private final PublishingWindow window;
        private final StallDetector stall = new StallDetector();
        private Map<OfRun, Seen> seen = new HashMap<>();
        private long outstanding;

        Pace(long nowNanos) {
            this.window = new PublishingWindow(nowNanos);
        }
    }

    private record OfRun(UUID run, int ordinal) {}

    private record Seen(long answered, long latencyMillis) {}

    /// @param rows all models of all runs that have anything out or to publish, the runs in their order
    /// @param most the rows that may publish no more than this, for another reason than their model's pace;
    /// what they leave goes to the runs after them
    /// @param nowNanos a monotonic time
    List<Portion> decide(List<ModelOfRun> rows, Map<ModelOfRun, Portion> most, long nowNanos) {
        Map<ModelOnEndpoint, List<ModelOfRun>> byModel = new LinkedHashMap<>();
        rows.forEach(row ->
                byModel.computeIfAbsent(row.model(), m -> new ArrayList<>()).add(row));
        paces.keySet().retainAll(byModel.keySet());

        List<ModelOnEndpoint> models = List.copyOf(byModel.keySet());
        long[] out = new long[models.size()];
        long[] wanted = new long[models.size()];
        for (int i = 0; i < out.length; i++) {
            Pace pace = paces.computeIfAbsent(models.get(i), m -> new Pace(nowNanos));
            List<ModelOfRun> runs = byModel.get(models.get(i));
            observe(pace, runs, nowNanos);
            out[i] = pace.outstanding;
            wanted[i] = wanted(pace, publishable(runs, most), nowNanos);
        }
        long[] share = FairShare.allocate(cap, out, wanted);
        List<Portion> portions = new ArrayList<>();
        for (int i = 0; i < share.length; i++) {
            spend(share[i] - out[i], publishable(byModel.get(models.get(i)), most), portions);
        }
        return portions;
    }

    private static void observe(Pace pace, List<ModelOfRun> runs, long nowNanos) {
        long answered = 0;
        long latencyMillis = 0;
        long failuresInRow = 0;
        pace.outstanding = 0;
        Map<OfRun, Seen> now = new HashMap<>();
        for (ModelOfRun run : runs) {
            OfRun key = new OfRun(run.run(), run.ordinal());
            // What was answered before this instance looked says nothing about the rate.
            Seen before = pace.seen.getOrDefault(key, new Seen(run.answered(), run.latencyMillis()));
            answered += run.answered() - before.answered();
            latencyMillis += run.latencyMillis() - before.latencyMillis();
            failuresInRow = Math.max(failuresInRow, run.failuresInRow());
            pace.outstanding += run.outstanding();
            now.put(key, new Seen(run.answered(), run.latencyMillis()));
        }
        pace.seen = now;
        pace.window.update(nowNanos, answered, latencyMillis);
        pace.stall.update(failuresInRow, nowNanos);
    }

    private static List<Portion> publishable(List<ModelOfRun> runs, Map<ModelOfRun, Portion> most) {
        return runs.stream()
                .filter(ModelOfRun::running)
                .map(run -> most.getOrDefault(run, new Portion(run, run.due(), run.planned() - run.position())))
                .toList();
    }

    private static long wanted(Pace pace, List<Portion> publishable, long nowNanos) {
        long prompts = publishable.stream().mapToLong(Portion::prompts).sum();
        if (!pace.stall.stalled()) {
            return Math.min(pace.window.size(), pace.outstanding + prompts);
        }
        return prompts > 0 && pace.stall.probeDue(pace.outstanding, nowNanos) ? 1 : 0;
    }

    private static void spend(long room, List<Portion> publishable, List<Portion> portions) {
        long left = room;
        for (Portion most : publishable) {
            if (left > 0 && most.prompts() > 0) {
                long again = Math.min(left, most.again());
                long next = Math.min(left - again, most.next());
                portions.add(new Portion(most.of(), again, next));
                left -= again + next;
            }
        }
    }

    /// Prompts of this model were published.
    void published(ModelOnEndpoint model, long nowNanos) {
        Pace pace = paces.get(model);
        if (pace != null && pace.stall.stalled()) {
            pace.stall.probed(nowNanos);
        }
    }

    List<Standing> standings() {
        return paces.entrySet().stream()
                .map(e -> new Standing(
                        e.getKey(),
                        e.getValue().stall.stalled() ? 1 : e.getValue().window.size(),
                        e.getValue().outstanding,
                        e.getValue().window.latency(),
                        e.getValue().stall.stalled()))
                .toList();
    }
}
