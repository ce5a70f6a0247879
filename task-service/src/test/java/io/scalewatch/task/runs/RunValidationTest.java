package io.scalewatch.task.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.ReasoningEffort;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.fleet.DeployedModel;
import io.scalewatch.task.fleet.Fleet;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunValidationTest {

    /// @param endpoint what all models are behind
    private record SmallFleet(EndpointDeclared endpoint) implements Fleet {

        @Override
        public Optional<List<DeployedModel>> family(String family) {
            return switch (family) {
                case "family" -> Optional.of(List.of(deployed("big", 2000), deployed("small", 1000)));
                case "empty" -> Optional.of(List.of());
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<DeployedModel> model(String model) {
            return family("family").orElseThrow().stream()
                    .filter(m -> m.model().model().equals(model))
                    .findFirst();
        }

        @Override
        public Optional<EndpointDeclared> endpoint(String name) {
            return Optional.of(endpoint).filter(known -> known.name().equals(name));
        }

        @Override
        public List<String> unchanged(String family) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void promote(String model, String version, UUID run) {
            throw new UnsupportedOperationException();
        }
    }

    private static final Fleet FLEET = fleet(EndpointDeclared.Protocol.OPENAI_CHAT);

    private static Fleet fleet(EndpointDeclared.Protocol protocol, EndpointDeclared.Capability... capabilities) {
        return new SmallFleet(new EndpointDeclared(
                "endpoint",
                "http://models.test/v1",
                protocol,
                Optional.empty(),
                Optional.empty(),
                List.of(capabilities)));
    }

    /// Tasks of one group: one whose two samples are numbers, two whose sample is told by log-probability.
    private static final Tasks TASKS = new Tasks() {

        private final TaskVersion task = new TaskVersion(
                "task",
                "v1",
                Mechanism.DISTRACTOR,
                "",
                AnswerKind.NUMBER,
                List.of(Label.DISTRACTOR),
                List.of(sample("1"), sample("2")));
        private final List<TaskVersion> all =
                List.of(task, compared("words", " yes", " no"), compared("letters", " A", " B"));

        @Override
        public Optional<TaskVersion> current(String name) {
            return all.stream().filter(t -> t.name().equals(name)).findFirst();
        }

        @Override
        public Optional<TaskVersion> find(String name, String version) {
            return current(name);
        }

        @Override
        public List<TaskVersion> all() {
            return all;
        }
    };

    private static TaskVersion compared(String name, String target, String other) {
        AnswerSpec answer = new AnswerSpec(
                AnswerKind.LOGPROB,
                List.of(target),
                List.of(target, other),
                Map.of(Label.TRAP, List.of(other)),
                Optional.empty());
        return new TaskVersion(
                name,
                "v1",
                Mechanism.DISTRACTOR,
                "",
                AnswerKind.LOGPROB,
                List.of(Label.TRAP),
                List.of(new Sample("1", List.of(Message.user("question")), "group", false, Map.of(), answer)));
    }

    private static Sample sample(String id) {
        return new Sample(
                id,
                List.of(Message.user("question")),
                "group",
                false,
                Map.of(),
                new AnswerSpec(AnswerKind.NUMBER, List.of("1"), Map.of()));
    }

    private static DeployedModel deployed(String name, long parameters) {
        return new DeployedModel(new ModelVersion("family", name, "1", parameters), "endpoint", Optional.empty());
    }

    private static RunRequest request(
            List<String> families, List<String> models, List<String> tasks, List<String> variants) {
        return request(families, models, tasks, variants, Optional.empty(), Optional.empty());
    }

    private static RunRequest request(
            List<String> families,
            List<String> models,
            List<String> tasks,
            List<String> variants,
            Optional<Integer> examples,
            Optional<Integer> trials) {
        return request(families, models, tasks, variants, examples, trials, Optional.empty());
    }

    private static RunRequest request(
            List<String> families,
            List<String> models,
            List<String> tasks,
            List<String> variants,
            Optional<Integer> examples,
            Optional<Integer> trials,
            Optional<RunBudget> budget) {
        return new RunRequest(
                families,
                models,
                tasks,
                variants,
                examples,
                trials,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                budget);
    }

    private static RunValidation.Valid validate(RunRequest request) {
        return validate(request, FLEET);
    }

    private static RunValidation.Valid validate(RunRequest request, Fleet fleet) {
        return RunValidation.validate(request, fleet, TASKS, models -> Map.of("priced", new Prices(1, 1)));
    }

    private static List<String> refused(RunRequest request) {
        return catchThrowableOfType(InvalidRequestException.class, () -> validate(request)).violations().stream()
                .map(Violation::field)
                .toList();
    }

    @Test
    void fillsInWhatIsLeftOutAndOrdersTheModelsBySize() {
        RunValidation.Valid valid = validate(request(List.of("family"), List.of("big"), List.of("task"), List.of()));

        assertThat(valid.spec().models()).extracting(m -> m.model().model()).containsExactly("small", "big");
        assertThat(valid.spec().variants()).containsExactly("baseline");
        assertThat(valid.spec().trials()).isEqualTo(1);
        assertThat(valid.plan().planned()).isEqualTo(4);
    }

    @Test
    void namesEveryFieldAtOnce() {
        assertThat(refused(request(
                        List.of("family", "nobody", "empty"),
                        List.of("none"),
                        List.of("task", "task", "what"),
                        List.of("baseline", "loud"),
                        Optional.of(0),
                        Optional.of(RunValidation.MOST_TRIALS + 1))))
                .containsExactlyInAnyOrder(
                        "families[1]",
                        "families[2]",
                        "models[0]",
                        "tasks[1]",
                        "tasks[2]",
                        "variants[1]",
                        "examples",
                        "trials");
    }

    @Test
    void anUnknownVariantIsToldWhatThereIs() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> validate(request(List.of("family"), List.of(), List.of("task"), List.of("few-shot-17"))));

        assertThat(refused.violations().getFirst().remedy())
                .isEqualTo("known are baseline, explicit-instruction, step-by-step, output-constraint, one-shot, "
                        + "few-shot-2 to few-shot-16, decomposed");
    }

    @Test
    void refusesMoreShotsThanATaskHas() {
        // Both samples are of one group, so that none is left to be shown.
        assertThat(refused(request(List.of("family"), List.of(), List.of("task"), List.of("baseline", "one-shot"))))
                .containsExactly("variants[1]");
    }

    @Test
    void refusesARunWithoutModelsOrTasks() {
        assertThat(refused(request(List.of(), List.of(), List.of(), List.of()))).containsExactly("models", "tasks");
    }

    @Test
    void refusesFewerExamplesThanAGroupHasSamples() {
        assertThat(refused(request(
                        List.of("family"), List.of(), List.of("task"), List.of(), Optional.of(1), Optional.empty())))
                .containsExactly("examples");
    }

    @Test
    void logProbabilitiesAreAskedOfEndpointsThatDeclareThem() {
        RunRequest words = request(List.of("family"), List.of(), List.of("words"), List.of());
        RunRequest letters = request(List.of("family"), List.of(), List.of("letters"), List.of());

        InvalidRequestException chat = catchThrowableOfType(InvalidRequestException.class, () -> validate(words));
        assertThat(chat.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("tasks[0]");
            assertThat(violation.reason())
                    .isEqualTo("can't be asked of the endpoint 'endpoint': its protocol OPENAI_CHAT tells the"
                            + " log-probabilities of single letters at most, not of class strings;"
                            + " OPENAI_COMPLETIONS does");
            assertThat(violation.remedy()).contains("PUT /api/endpoints/endpoint");
        });
        assertThat(refused(letters)).containsExactly("tasks[0]");
        Fleet telling =
                fleet(EndpointDeclared.Protocol.OPENAI_CHAT, EndpointDeclared.Capability.LETTER_LOG_PROBABILITIES);
        assertThat(validate(letters, telling).plan().planned()).isEqualTo(2);
        Fleet echoing = fleet(
                EndpointDeclared.Protocol.OPENAI_COMPLETIONS, EndpointDeclared.Capability.CLASS_LOG_PROBABILITIES);
        assertThat(validate(words, echoing).plan().planned()).isEqualTo(2);
    }

    @Test
    void aVariantThatPutsWordsBetweenAPromptAndItsClassesIsRefused() {
        assertThat(refused(request(List.of("family"), List.of(), List.of("task", "words"), List.of("step-by-step"))))
                .containsExactly("variants[0]", "tasks[1]");
    }

    @Test
    void generationIsAskedOfEndpointsThatTakeIt() {
        GenerationParameters thoughtful = new GenerationParameters(
                512,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ReasoningEffort.HIGH),
                Optional.empty());
        RunRequest request = new RunRequest(
                List.of("family"),
                List.of(),
                List.of("task"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(thoughtful),
                Optional.empty());

        assertThat(refused(request)).containsExactly("generation");
        Fleet reasoning = fleet(EndpointDeclared.Protocol.OPENAI_CHAT, EndpointDeclared.Capability.REASONING);
        assertThat(validate(request, reasoning).spec().generation()).isEqualTo(thoughtful);
    }

    @Test
    void aBudgetIsPositiveAndMoneyNeedsPrices() {
        RunBudget budget = new RunBudget(Optional.of(1.0), Optional.of(0L), Optional.of(-1L));

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> validate(request(
                        List.of("family"),
                        List.of(),
                        List.of("task"),
                        List.of(),
                        Optional.empty(),
                        Optional.of(0),
                        Optional.of(budget))));

        assertThat(refused.violations().stream().map(Violation::field))
                .containsExactly("trials", "budget.usd", "budget.tokens", "budget.requests");
        assertThat(refused.violations().get(1).reason())
                .isEqualTo("can't be held: the endpoint 'endpoint' has no prices");
    }
}
