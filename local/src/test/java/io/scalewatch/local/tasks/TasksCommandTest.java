package io.scalewatch.local.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.Variant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class TasksCommandTest {

    private record Outcome(int status, String out, String err) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new TasksCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                // As the command line's root does.
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println("scalewatch: " + exception.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
        int status = line.execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    static List<String> names() {
        return BuiltInTasks.definitions().stream().map(TaskDefinition::name).toList();
    }

    @Test
    void withoutANameAllTasksAreListed() {
        Outcome outcome = run();

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("\nsig-figs ").contains("strong-prior");
        assertThat(outcome.out().lines()).hasSize(1 + 2 * names().size());
        assertThat(outcome.out().lines().skip(1).filter(line -> line.startsWith("    ")))
                .hasSize(names().size())
                .allMatch(line -> line.endsWith("."));
    }

    @Test
    void aTaskIsShownWithItsSamplesAndTheirAnswers() {
        Outcome outcome = run("sig-figs", "--samples", "2");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("sig-figs: strong-prior, answers of kind choice, provokes DISTRACTOR")
                .contains("Dial figures: ")
                .contains("-- 0001, figures ")
                .contains("-- 0001-control, control, figures ")
                .doesNotContain("-- 0002")
                .containsPattern("right: [A-D] \\([0-9.]+\\)")
                .containsPattern("DISTRACTOR: [A-D] \\([0-9.]+\\)");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 104);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyTaskIsShownUnderEveryVariant(String name) {
        for (Variant variant : List.of(Variant.BASELINE, Variant.DECOMPOSED, new Variant.FewShot(2))) {
            Outcome outcome = run(name, "--variant", variant.id(), "--samples", "6");

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out().split("\nright: ", -1)).hasSize(7);
            assertThat(outcome.out())
                    .contains(", variant " + variant.id() + ".")
                    .doesNotContain("{");
        }
    }

    @Test
    void aVariantShowsAllThatAModelReads() {
        assertThat(run("memo-trap", "--variant", "one-shot", "--samples", "1")
                        .out()
                        .lines())
                .filteredOn(line -> List.of("user:", "assistant:").contains(line))
                .containsExactly("user:", "assistant:", "user:");
        assertThat(run("memo-trap", "--variant", "step-by-step").out()).contains("ANSWER: your answer");
    }

    @Test
    void theSamplesAreThoseThatAreEvaluatedUnlessAnotherSeedIsGiven() throws IOException {
        JsonNode usual = Json.mapper().readTree(run("redefine", "--json").out());
        JsonNode other =
                Json.mapper().readTree(run("redefine", "--json", "--seed", "2").out());

        assertThat(usual.get("version").asText())
                .isEqualTo(BuiltInTasks.current("redefine").orElseThrow().version())
                .isNotEqualTo(other.get("version").asText());
        assertThat(usual.get("name").asText()).isEqualTo("redefine");
        assertThat(usual.get("mechanism").asText()).isEqualTo("strong-prior");
        assertThat(usual.get("samples")).hasSize(4);
        JsonNode sample = usual.get("samples").get(1);
        assertThat(sample.get("id").asText()).isEqualTo("0001-control");
        assertThat(sample.get("control").asBoolean()).isTrue();
        assertThat(sample.get("messages").get(0).get("role").asText()).isEqualTo("user");
        assertThat(sample.get("answer").get("targets")).hasSize(1);
    }

    @Test
    void jsonListsTheTasks() throws IOException {
        JsonNode tasks = Json.mapper().readTree(run("--json").out());

        assertThat(tasks).hasSize(names().size());
        assertThat(tasks.get(0).get("name").asText()).isEqualTo("are-you-sure");
        assertThat(tasks.get(1).get("dials").get(0).get("name").asText()).isEqualTo("distractors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memotrap | there is no task 'memotrap'; did you mean memo-trap?",
                "sycophancy | there is no task 'sycophancy'; did you mean sycophancy-factual, sycophancy-opinion or "
                        + "sycophancy-confidence?",
                "xyzzy | there is no task 'xyzzy'; 'scalewatch tasks' lists them"
            })
    void anUnknownNameIsToldWhatIsNear(String name, String message) {
        Outcome outcome = run(name);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEqualToIgnoringNewLines("scalewatch: " + message + System.lineSeparator());
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void anUnknownVariantIsToldWhatThereIs() {
        Outcome outcome = run("redefine", "--variant", "few-shot-99");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("there is no variant 'few-shot-99'; known are " + Variant.KNOWN);
    }

    @Test
    void moreSamplesThanThereAreIsSaid() {
        Outcome outcome = run("resisting-correction", "--samples", "9999");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("task resisting-correction has no more than")
                .contains("show fewer");
    }

    @ParameterizedTest
    @CsvSource({"--samples,0", "--samples,x", "--seed,x"})
    void wrongUsageIsToldFromFailure(String option, String value) {
        assertThat(run("redefine", option, value).status()).isEqualTo(2);
    }

    @Test
    void optionsForOneTaskNeedItsName() {
        Outcome outcome = run("--samples", "3");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("are for one task");
    }
}
