package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.task.publishing.Pacer.Portion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND_RUN = new UUID(0, 2);

    private final Pacer pacer = new Pacer(8192);

    private static List<Portion> decide(Pacer pacer, List<ModelOfRun> rows, long nowNanos) {
        return pacer.decide(rows, Map.of(), nowNanos);
    }

    private static ModelOnEndpoint model(String name) {
        return new ModelOnEndpoint("endpoint", name, "1");
    }

    private static ModelOfRun row(
            UUID run, String model, boolean running, long planned, long position, long ended, long due, long row) {
        return new ModelOfRun(
                run, 0, model(model), running, planned, position, ended, due, ended, ended * 10, row, false);
    }

    private static ModelOfRun fresh(UUID run, String model, long planned) {
        return row(run, model, true, planned, 0, 0, 0, 0);
    }

    @Test
    void aModelStartsWithTheSmallestWindow() {
        ModelOfRun row = fresh(FIRST, "a", 1000);

        assertThat(decide(pacer, List.of(row), 0)).containsExactly(new Portion(row, 0, 64));
    }

    @Test
    void theWindowIsOverAllRunsOfAModelInTheirOrder() {
        ModelOfRun first = fresh(FIRST, "a", 50);
        ModelOfRun second = fresh(SECOND_RUN, "a", 1000);

        assertThat(decide(pacer, List.of(first, second), 0))
                .containsExactly(new Portion(first, 0, 50), new Portion(second, 0, 14));
    }

    @Test
    void whatARunLeavesThatMayNotPublishMoreGoesToTheRunsAfterIt() {
        ModelOfRun first = fresh(FIRST, "a", 1000);
        ModelOfRun second = fresh(SECOND_RUN, "a", 1000);

        assertThat(pacer.decide(List.of(first, second), Map.of(first, new Portion(first, 0, 5)), 0))
                .containsExactly(new Portion(first, 0, 5), new Portion(second, 0, 59));
        assertThat(pacer.decide(List.of(first, second), Map.of(first, new Portion(first, 0, 0)), 0))
                .containsExactly(new Portion(second, 0, 64));
    }

    @Test
    void whatIsOutOfAPausedRunCounts() {
        ModelOfRun paused = row(FIRST, "a", false, 1000, 60, 10, 0, 0);
        ModelOfRun running = fresh(SECOND_RUN, "a", 1000);

        assertThat(decide(pacer, List.of(paused, running), 0)).containsExactly(new Portion(running, 0, 14));
    }

    @Test
    void whatIsAskedAgainGoesFirst() {
        // Ten of the prompts below the cursor are to be asked again, so they are not out.
        ModelOfRun row = row(FIRST, "a", true, 1000, 60, 0, 10, 0);

        assertThat(decide(pacer, List.of(row), 0)).containsExactly(new Portion(row, 10, 4));
    }

    @Test
    void answersWidenTheWindow() {
        decide(pacer, List.of(fresh(FIRST, "a", 100_000)), 0);
        long ended = 0;
        for (int second = 1; second <= 20; second++) {
            ended += 500;
            decide(pacer, List.of(row(FIRST, "a", true, 100_000, ended, ended, 0, 0)), second * SECOND);
        }

        assertThat(pacer.standings().getFirst().window()).isBetween(950L, 1100L);
    }

    @Test
    void whatWasAnsweredBeforeThisInstanceLookedIsNoRate() {
        List<Portion> portions =
                decide(pacer, List.of(row(FIRST, "a", true, 1_000_000, 500_000, 500_000, 0, 0)), SECOND);

        assertThat(portions.getFirst().next()).isEqualTo(64);
    }

    @Test
    void theCapIsSharedFairly() {
        Pacer narrow = new Pacer(100);
        List<ModelOfRun> rows = new ArrayList<>();
        IntStream.range(0, 4).forEach(i -> rows.add(fresh(FIRST, "model-" + i, 1000)));

        assertThat(decide(narrow, rows, 0)).extracting(Portion::next).containsExactly(25L, 25L, 25L, 25L);
    }

    @Test
    void aStalledModelGetsOneProbePerBackoffAndHoldsNobodyUp() {
        ModelOfRun dead = row(FIRST, "dead", true, 1000, 64, 64, 0, 64);
        ModelOfRun living = fresh(SECOND_RUN, "living", 1000);

        assertThat(decide(pacer, List.of(dead, living), 0)).containsExactly(new Portion(living, 0, 64));
        assertThat(decide(pacer, List.of(dead, living), SECOND))
                .containsExactly(new Portion(dead, 0, 1), new Portion(living, 0, 64));

        pacer.published(model("dead"), SECOND);
        ModelOfRun probed = row(FIRST, "dead", true, 1000, 65, 65, 0, 65);
        assertThat(decide(pacer, List.of(probed), 2 * SECOND)).isEmpty();
        assertThat(decide(pacer, List.of(probed), 3 * SECOND)).containsExactly(new Portion(probed, 0, 1));

        ModelOfRun answered = row(FIRST, "dead", true, 1000, 66, 66, 0, 0);
        assertThat(decide(pacer, List.of(answered), 4 * SECOND).getFirst().next())
                .isEqualTo(64);
    }

    @Test
    void aRunThatIsWhollyPublishedGetsNothing() {
        assertThat(decide(pacer, List.of(row(FIRST, "a", true, 100, 100, 40, 0, 0)), 0))
                .isEmpty();
    }
}
