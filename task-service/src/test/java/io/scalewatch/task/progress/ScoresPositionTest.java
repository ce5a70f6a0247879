package io.scalewatch.task.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoresPositionTest {

    private final ScoresPosition position = new ScoresPosition();

    @Test
    void goesOnWhateverTheGapsThatMarkersLeave() {
        position.assigned(0, 100, true);

        assertThat(position.accepts(0, 105)).isTrue();
    }

    @Test
    void whatWasFetchedBeforeARebalanceMayBeCountedAfterIt() {
        position.assigned(0, 100, true);
        position.stored(Map.of(0, 150L));
        position.assigned(0, 180, true);

        assertThat(position.accepts(0, 150)).isTrue();
        assertThat(position.seen()).containsEntry(0, 180L);
    }

    @Test
    void afterTheDatabaseWentBackNothingIsCountedThatLeavesAGap() {
        position.assigned(0, 100, true);
        position.stored(Map.of(0, 150L));
        position.assigned(0, 120, true);

        assertThat(position.accepts(0, 150)).isFalse();
        assertThat(position.accepts(0, 170)).isFalse();
        assertThat(position.accepts(0, 121)).isTrue();
        assertThat(position.accepts(0, 150)).isTrue();
    }

    @Test
    void afterTheDatabaseWentBackBehindWhatIsStillKeptItGoesOnFromThere() {
        position.assigned(0, 150, true);
        position.assigned(0, 120, false);

        assertThat(position.accepts(0, 200)).isTrue();
    }
}
