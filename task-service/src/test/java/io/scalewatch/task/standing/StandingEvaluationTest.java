package io.scalewatch.task.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.runs.RunRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingEvaluationTest {

    @Test
    void becomesARunOfOneModel() throws IOException {
        StandingEvaluation evaluation = read("""
                {"tasks": ["memo-trap"], "variants": ["baseline"], "examples": 20, "trials": 2, "seed": 7,
                 "priority": 3, "generation": {"maxTokens": 64, "temperature": 0.5}}""");

        RunRequest run = evaluation.of(List.of("m-100m"));

        assertThat(run.models()).containsExactly("m-100m");
        assertThat(run.families()).isEmpty();
        assertThat(run.tasks()).containsExactly("memo-trap");
        assertThat(run.variants()).containsExactly("baseline");
        assertThat(run.examples()).contains(20);
        assertThat(run.trials()).contains(2);
        assertThat(run.seed()).contains(7L);
        assertThat(run.priority()).contains(3);
        assertThat(run.generation().orElseThrow().maxTokens()).isEqualTo(64);
    }

    @Test
    void survivesItsStorage() throws IOException {
        StandingEvaluation evaluation = read("""
                {"tasks": ["memo-trap", "negation-qa"], "examples": 20}""");

        assertThat(read(Json.mapper().writeValueAsString(evaluation))).isEqualTo(evaluation);
    }

    @Test
    void aGoodOneHasNoViolations() throws IOException {
        assertThat(violations("""
                {"tasks": ["memo-trap"], "variants": ["baseline", "step-by-step"], "examples": 1, "trials": 1}""")).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamed() throws IOException {
        assertThat(violations("""
                {"tasks": ["memo-trap", "nothing", "memo-trap"], "variants": ["loudly"], "examples": 0,
                 "trials": -1}"""))
                .extracting(Violation::field)
                .containsExactly(
                        "standingEvaluation.tasks[1]",
                        "standingEvaluation.tasks[2]",
                        "standingEvaluation.variants[0]",
                        "standingEvaluation.examples",
                        "standingEvaluation.trials");
    }

    /// What a run of it would be refused for, it is refused for itself.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"tasks": ["memo-trap"], "trials": 10001}                      | trials
            {"tasks": ["sycophancy-factual"], "examples": 1}               | examples
            {"tasks": ["memo-trap"], "examples": 1, "variants": ["what"]}  | variants[0]
            """)
    void isHeldToTheRulesOfItsRuns(String json, String field) throws IOException {
        assertThat(violations(json)).extracting(Violation::field).containsExactly("standingEvaluation." + field);
    }

    @Test
    void oneOfTooManyPromptsIsRefusedForAsManyModelsAsItAsks() throws IOException {
        StandingEvaluation evaluation = read("""
                {"tasks": ["memo-trap"], "trials": 10000}""");
        Violations one = new Violations();
        Violations thousand = new Violations();

        StandingEvaluationRules.check("evaluation", evaluation, 1, new BuiltInOnly(), one);
        StandingEvaluationRules.check("evaluation", evaluation, 1_000, new BuiltInOnly(), thousand);

        assertThat(one.list()).isEmpty();
        assertThat(thousand.list()).extracting(Violation::field).containsExactly("evaluation.trials");
    }

    @Test
    void oneWithoutTasksIsNone() throws IOException {
        assertThat(violations("{}")).extracting(Violation::field).containsExactly("standingEvaluation.tasks");
    }

    private static StandingEvaluation read(String json) throws IOException {
        return Json.mapper().readValue(json, StandingEvaluation.class);
    }

    private static List<Violation> violations(String json) throws IOException {
        Violations violations = new Violations();
        StandingEvaluationRules.check("standingEvaluation", read(json), 1, new BuiltInOnly(), violations);
        return violations.list();
    }

    private static final class BuiltInOnly implements Tasks {

        @Override
        public Optional<TaskVersion> current(String name) {
            return BuiltInTasks.current(name);
        }

        @Override
        public Optional<TaskVersion> find(String name, String version) {
            return current(name).filter(t -> t.version().equals(version));
        }

        @Override
        public List<TaskVersion> all() {
            return BuiltInTasks.all();
        }
    }
}
