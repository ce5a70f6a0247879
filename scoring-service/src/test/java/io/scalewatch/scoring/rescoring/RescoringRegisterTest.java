package io.scalewatch.scoring.rescoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoredTask;
import io.scalewatch.contracts.event.RescoringRequested;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RescoringRegisterTest {

    private static final AnswerSpec SEVEN = new AnswerSpec(AnswerKind.NUMBER, List.of("7"), Map.of());

    private final RescoringRegister register = new RescoringRegister("4");

    private static RescoringRequested request(UUID id, String rules, int part, int parts, boolean open, int minute) {
        return new RescoringRequested(
                id,
                new UUID(1, 1),
                rules,
                List.of(new RescoredTask("task", "v1", "4@v2", Map.of("s" + part, SEVEN))),
                List.of(new OffsetRange(0, 0, 10)),
                part,
                parts,
                open,
                Instant.parse("2026-11-22T12:%02d:00Z".formatted(minute)));
    }

    @Test
    void aRequestHoldsWhenAllOfItsPartsAreThere() {
        UUID id = UUID.randomUUID();
        register.read(request(id, "4", 1, 2, true, 0));
        assertThat(register.next()).isEmpty();

        register.read(request(id, "4", 0, 2, true, 0));

        assertThat(register.next().orElseThrow().tasks().values())
                .singleElement()
                .satisfies(task -> assertThat(task.answers()).containsOnlyKeys("s0", "s1"));
    }

    @Test
    void theOldestIsTheNextAndWhatIsFinishedIsNot() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        register.read(request(second, "4", 0, 1, true, 2));
        register.read(request(first, "4", 0, 1, true, 1));
        assertThat(register.next().orElseThrow().id()).isEqualTo(first);

        register.finished(first);
        register.read(request(first, "4", 0, 1, true, 1));
        assertThat(register.next().orElseThrow().id()).isEqualTo(second);

        register.read(request(second, "4", 0, 1, false, 2));
        assertThat(register.next()).isEmpty();
        assertThat(register.open()).isZero();
    }

    @Test
    void otherRulesAreLeftToWhoHasThem() {
        register.read(request(UUID.randomUUID(), "5", 0, 1, true, 0));

        assertThat(register.next()).isEmpty();
        assertThat(register.open()).isEqualTo(1);
    }
}
