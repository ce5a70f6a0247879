package io.scalewatch.task.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.RunKind;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.plan.RunPlan;
import io.scalewatch.task.publishing.PromptSource.Asked;
import io.scalewatch.task.runs.RunSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PromptFactoryTest {

    private final PromptFactory factory = factory(List.of(
            new AnswerSpec(AnswerKind.NUMBER, List.of("1"), Map.of()),
            classes(" A", " B"),
            classes(" A", " B", " C", " D")));

    @Test
    void knowsHowManyRequestsAPromptTakesAtMost() {
        assertThat(factory.mostRequests(Protocol.OPENAI_COMPLETIONS)).isEqualTo(4);
        assertThat(factory.mostRequests(Protocol.OPENAI_CHAT)).isEqualTo(1);
    }

    @Test
    void itsPromptsTellHowManyTheyTake() {
        List<Asked> asked = LongStream.range(0, 3)
                .mapToObj(position -> new Asked(factory.index(position, 0), 0))
                .toList();

        assertThat(factory.make(asked, Instant.EPOCH).prompts())
                .extracting(prompt -> Protocol.OPENAI_COMPLETIONS.requestsFor(prompt.answer()))
                .containsExactlyInAnyOrder(1, 2, 4);
    }

    private static AnswerSpec classes(String... classes) {
        return new AnswerSpec(AnswerKind.LOGPROB, List.of(classes[0]), List.of(classes), Map.of(), Optional.empty());
    }

    private static PromptFactory factory(List<AnswerSpec> answers) {
        List<Sample> samples = IntStream.range(0, answers.size())
                .mapToObj(i -> new Sample(
                        "sample-" + i,
                        List.of(Message.user("question " + i)),
                        "group-" + i,
                        false,
                        Map.of(),
                        answers.get(i)))
                .toList();
        TaskVersion task = new TaskVersion(
                "task", "v1", Mechanism.DISTRACTOR, "", AnswerKind.LOGPROB, List.of(Label.DISTRACTOR), samples);
        RunSpec spec = new RunSpec(
                List.of(new DeployedModel(
                        new ModelVersion("family", "model", "1", 1_000L), "endpoint", Optional.empty())),
                List.of(new RunSpec.TaskRef(task.name(), task.version())),
                List.of("baseline"),
                Optional.empty(),
                1,
                1,
                0,
                GenerationParameters.DEFAULT);
        return new PromptFactory(new UUID(0, 1), spec, new RunPlan(spec, List.of(task)), RunKind.REQUESTED);
    }
}
