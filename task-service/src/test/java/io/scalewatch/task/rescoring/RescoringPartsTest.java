package io.scalewatch.task.rescoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.OffsetRange;
import io.scalewatch.contracts.event.RescoredTask;
import io.scalewatch.contracts.event.RescoringRequested;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RescoringPartsTest {

    private static RescoringRequested whole(Map<String, AnswerSpec> answers) {
        return new RescoringRequested(
                new UUID(1, 1),
                new UUID(2, 2),
                "3",
                List.of(new RescoredTask("task", "v1", "3@v2", answers), new RescoredTask("other", "v1", "3", null)),
                List.of(new OffsetRange(0, 0, 10)),
                0,
                1,
                true,
                Instant.parse("2026-11-22T12:00:00Z"));
    }

    @Test
    void aSmallRequestIsOneEvent() {
        assertThat(RescoringParts.of(whole(Map.of()))).containsExactly(whole(Map.of()));
    }

    @Test
    void aLargeOneComesInPartsThatTheBrokerTakesAndNothingIsLostBetweenThem() {
        Map<String, AnswerSpec> answers = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            answers.put("s" + i, new AnswerSpec(AnswerKind.TEXT, List.of("x".repeat(i % 900) + i), Map.of()));
        }

        List<RescoringRequested> parts = RescoringParts.of(whole(answers));

        assertThat(parts.size()).isGreaterThan(1);
        Map<String, AnswerSpec> together = new HashMap<>();
        for (int number = 0; number < parts.size(); number++) {
            RescoringRequested part = parts.get(number);
            assertThat(part.part()).isEqualTo(number);
            assertThat(part.parts()).isEqualTo(parts.size());
            assertThat(part.ranges()).isEqualTo(parts.getFirst().ranges());
            assertThat(part.tasks()).extracting(RescoredTask::task).containsExactly("task", "other");
            assertThat(Codecs.RESCORING_REQUESTED.encode(part).length).isLessThan(900_000);
            together.putAll(part.tasks().getFirst().answers());
        }
        assertThat(together).isEqualTo(answers);
    }
}
