package io.scalewatch.task.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunFinisherTest {

    private static final UUID BROKEN = new UUID(0, 1);
    private static final UUID FINE = new UUID(0, 2);

    private final List<UUID> finished = new ArrayList<>();
    private final List<UUID> stalled = new ArrayList<>();

    @Test
    void aRunThatCannotBeEndedHoldsNoOtherUp() {
        new RunFinisher(new Done(), new Runs()).finish();

        assertThat(finished).containsExactly(FINE);
        assertThat(stalled).containsExactly(FINE);
    }

    private static final class Done extends RunStore {

        Done() {
            super(null);
        }

        @Override
        List<UUID> finished() {
            return List.of(BROKEN, FINE);
        }

        @Override
        Map<UUID, Boolean> stallsToNote() {
            Map<UUID, Boolean> stalls = new LinkedHashMap<>();
            stalls.put(BROKEN, true);
            stalls.put(FINE, true);
            return stalls;
        }
    }

    private final class Runs extends StoredRuns {

        Runs() {
            super(null, null, null, null, null, null, null, null, null, null);
        }

        @Override
        void finish(UUID id) {
            finished.add(fine(id));
        }

        @Override
        void stall(UUID id, boolean hasStalled) {
            stalled.add(fine(id));
        }

        private static UUID fine(UUID id) {
            if (id.equals(BROKEN)) {
                throw new IllegalStateException("no such version");
            }
            return id;
        }
    }
}
