package io.scalewatch.task.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.plan.RunPlan;
import io.scalewatch.task.runs.RunEstimate.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunEstimateTest {

    private static final TaskVersion TASK = BuiltInTasks.current("memo-trap").orElseThrow();
    private static final PromptSizes SIZES = new PromptSizes(500, 500, 50);

    private static RunSpec spec(Optional<Integer> examples, int trials) {
        return new RunSpec(
                List.of(model("small", "here"), model("big", "there")),
                List.of(new RunSpec.TaskRef(TASK.name(), TASK.version())),
                List.of("baseline"),
                examples,
                trials,
                1,
                0,
                new GenerationParameters(100, 0, Optional.empty()));
    }

    private static DeployedModel model(String name, String endpoint) {
        return new DeployedModel(new ModelVersion("family", name, "1", 1000), endpoint, Optional.empty());
    }

    @Test
    void knowsThePromptsAndTheMostThatMayBeWrittenWhenNothingIsMeasured() {
        RunEstimate estimate = RunEstimate.of(spec(Optional.empty(), 1), 1000, SIZES, Map.of(), Map.of());

        assertThat(estimate.prompts()).isEqualTo(2000);
        assertThat(estimate.promptTokens()).isEqualTo(100_000);
        assertThat(estimate.completionTokens()).isEqualTo(200_000);
        assertThat(estimate.costUsd()).isEmpty();
        assertThat(estimate.seconds()).isEmpty();
        assertThat(estimate.basis()).anyMatch(line -> line.contains("PUT /api/endpoints/there"));
    }

    @Test
    void costsWhatTheEndpointsAskForWhatTheModelsWrote() {
        RunEstimate estimate = RunEstimate.of(
                spec(Optional.empty(), 1),
                1000,
                SIZES,
                Map.of("small", new Measured(200, 20_000, 100, 700), "big", new Measured(50, 50_000, 50, 50_000)),
                Map.of("here", new Prices(1, 2), "there", new Prices(10, 20)));

        // The big one wrote 1,000 tokens each then; now it may write 100.
        assertThat(estimate.models().stream().map(RunEstimate.Model::completionTokens))
                .containsExactly(7_000L, 100_000L);
        assertThat(estimate.costUsd())
                .hasValueSatisfying(cost -> assertThat(cost)
                        .isCloseTo((50_000 * 1 + 7_000 * 2 + 50_000 * 10 + 100_000 * 20) / 1e6, within(1e-12)));
        // 1,000 prompts, 64 at once, a second each.
        assertThat(estimate.seconds()).contains(1000 / 64.0);
    }

    @Test
    void oneEndpointWithoutPricesLeavesTheCostOpen() {
        RunEstimate estimate =
                RunEstimate.of(spec(Optional.empty(), 1), 1000, SIZES, Map.of(), Map.of("here", new Prices(1, 2)));

        assertThat(estimate.costUsd()).isEmpty();
        assertThat(estimate.models().getFirst().costUsd()).isPresent();
    }

    @Test
    void measuresEveryPromptOnceHoweverManyTrials() {
        RunSpec spec = spec(Optional.of(40), 1000);
        RunPlan plan = new RunPlan(spec, List.of(TASK));

        PromptSizes sizes = PromptSizes.of(plan, spec.trials());

        assertThat(sizes.distinct()).isEqualTo(plan.samples("memo-trap"));
        assertThat(sizes.seen()).isEqualTo(sizes.distinct());
        double characters = 0;
        for (int i = 0; i < sizes.distinct(); i++) {
            for (Message message :
                    Variant.BASELINE.messages(TASK, plan.at(i * 1000L).sample())) {
                characters += message.content().length();
            }
        }
        assertThat(sizes.meanTokens()).isCloseTo(characters / 4 / sizes.distinct(), within(1e-9));
        assertThat((double) PromptSizes.mostTokens(plan, spec.trials())).isGreaterThan(4 * sizes.meanTokens());
    }

    /// A budget holds back the most that a prompt may take: one long prompt among many is enough to pass it.
    @Test
    void theLongestPromptIsFoundAmongVeryMany() {
        int samples = 2 * PromptSizes.MOST_SEEN;
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            // In UTF-8 a euro sign is three bytes.
            all.add(sample(i, "€".repeat(i == 1 ? 1_000 : 1)));
        }
        TaskVersion task = new TaskVersion(
                "large", "1", Mechanism.DISTRACTOR, "", AnswerKind.NUMBER, List.of(Label.DISTRACTOR), all);
        for (int seed = 1; seed <= 8; seed++) {
            RunSpec spec = new RunSpec(
                    List.of(model("small", "here")),
                    List.of(new RunSpec.TaskRef("large", "1")),
                    List.of("baseline"),
                    Optional.empty(),
                    3,
                    seed,
                    0,
                    GenerationParameters.DEFAULT);
            RunPlan plan = new RunPlan(spec, List.of(task));

            assertThat(PromptSizes.of(plan, 3).seen()).isEqualTo(PromptSizes.MOST_SEEN);
            assertThat(PromptSizes.mostTokens(plan, 3)).as("seed %d", seed).isEqualTo(3_008);
        }
    }

    private static Sample sample(int number, String text) {
        return new Sample(
                "s" + number,
                List.of(Message.user(text)),
                "g" + number,
                false,
                Map.of(),
                new AnswerSpec(AnswerKind.NUMBER, List.of("1"), Map.of()));
    }
}
