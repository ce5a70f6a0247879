package io.scalewatch.task.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.judging.JudgeQuestion;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RunExamplesTest {

    private static <T> T read(String example, Class<T> type) throws IOException {
        ObjectReader strict = Json.mapper().readerFor(type).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return strict.readValue(example);
    }

    @Test
    void areWhatTheyStandFor() throws IOException {
        RunRequest request = read(RunExamples.REQUEST, RunRequest.class);
        assertThat(request.budget()).isPresent();
        assertThat(request.generation()).isPresent();

        JudgeRequest judge = read(RunExamples.JUDGE, RunRequest.class).judge().orElseThrow();
        assertThat(judge.asks()).contains(JudgeQuestion.CORRECTNESS);
        assertThat(judge.tasks()).containsExactly("memo-trap");

        RunEstimate estimate = read(RunExamples.ESTIMATE, RunEstimate.class);
        assertThat(estimate.models().getFirst().prompts()).isEqualTo(estimate.prompts());
        assertThat(estimate.costUsd().orElseThrow())
                .isEqualTo((estimate.promptTokens() * 2.5 + estimate.completionTokens() * 10) / 1e6);

        RunView run = read(RunExamples.RUN, RunView.class);
        assertThat(run.history().getLast().state()).isEqualTo(run.state());
        assertThat(run.history().getLast().cause()).isEqualTo(run.cause());
        assertThat(run.scored() + run.failed()).isEqualTo(run.published());

        assertThat(read(RunExamples.BUDGET, RunBudget.class).usd()).contains(40.0);
        assertThat(read(RunExamples.TASKS, TaskProgress.OfTask[].class)).hasSize(1);
    }
}
