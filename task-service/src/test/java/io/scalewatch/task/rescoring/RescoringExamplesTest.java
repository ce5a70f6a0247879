package io.scalewatch.task.rescoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.ScoringRules;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RescoringExamplesTest {

    private static <T> T read(String example, Class<T> type) throws IOException {
        return Json.mapper()
                .readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(example);
    }

    @Test
    void areWhatTheyStandFor() throws IOException {
        assertThat(read(RescoringExamples.REQUEST, RescoringRequest.class).answers())
                .containsValue(RescoringRequest.CURRENT);

        RescoringView view = read(RescoringExamples.RESCORING, RescoringView.class);
        assertThat(view.done() + view.failed() + view.gone().orElseThrow()).isEqualTo(view.planned());
        RescoringView.Task task = view.tasks().getFirst();
        assertThat(task.scoringVersion())
                .isEqualTo(ScoringRules.withAnswers(view.rules(), task.answers().orElseThrow()));
    }
}
