package io.scalewatch.local.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LabelCommandTest {

    private static final String SEVEN =
            "{\"id\": 1, \"kind\": \"number\", \"target\": 7, \"labels\": {\"distractor\": \"62\"}, \"completion\":"
                    + " \"%s\"%s}";

    @TempDir
    private Path folder;

    private record Outcome(int status, String out, String err) {

        JsonNode line(int number) throws IOException {
            return Json.mapper().readTree(out.lines().toList().get(number));
        }
    }

    private static Outcome run(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new LabelCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                // As the command line's root does.
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println("scalewatch: " + exception.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    @Test
    void aLineComesBackWithItsLabelAndWhereItWasFound() throws IOException {
        Outcome outcome = run(SEVEN.formatted("The answer is 62.", "") + "\n", "-");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        JsonNode line = outcome.line(0);
        assertThat(line.get("id").intValue()).isEqualTo(1);
        assertThat(line.get("label").textValue()).isEqualTo("DISTRACTOR");
        assertThat(line.get("extracted").textValue()).isEqualTo("62");
        assertThat(line.get("rule").textValue()).isEqualTo("final-statement");
        assertThat(line.get("span").get("start").intValue()).isEqualTo(14);
        assertThat(line.get("span").get("end").intValue()).isEqualTo(16);
        assertThat(line.has("why")).isFalse();
    }

    @Test
    void whatCouldNotBeParsedSaysWhyAndAnOldResultIsReplaced() throws IOException {
        String old = ", \"label\": \"CORRECT\", \"extracted\": \"7\", \"finish\": \"length\"";

        Outcome outcome = run(SEVEN.formatted("The answer is 6", old), "-");

        assertThat(outcome.line(0).get("label").textValue()).isEqualTo("UNPARSED");
        assertThat(outcome.line(0).get("why").textValue()).isEqualTo("truncated");
        assertThat(outcome.line(0).has("extracted")).isFalse();
    }

    @Test
    void readsAFileLineByLine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("some.jsonl"),
                "\uFEFF" + SEVEN.formatted("7", "") + "\n\n" + SEVEN.formatted("8", "") + "\r\n");

        Outcome outcome = run("", file.toString());

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines()).hasSize(2);
        assertThat(outcome.line(1).get("label").textValue()).isEqualTo("OTHER_WRONG");
    }

    @Test
    void aBadLineIsNamedAndTheOthersAreLabelled() throws IOException {
        Outcome outcome = run("{\n" + SEVEN.formatted("7", "") + "\n[]\n", "-");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out().lines()).hasSize(1);
        assertThat(outcome.line(0).get("label").textValue()).isEqualTo("CORRECT");
        assertThat(outcome.err())
                .contains("-:1: the line is no JSON")
                .contains("-:3: the line is no JSON object")
                .contains("2 lines were not labelled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | the text \"kind\" is missing; give one of number, choice",
                "{\"kind\": \"numer\"} | there is no kind numer",
                "{\"kind\": \"logprob\"} | there is no kind logprob",
                "{\"kind\": \"number\", \"target\": \"7\"} | the text \"completion\" is missing",
                "{\"kind\": \"number\", \"completion\": \"7\"} | the sample names no answer",
                "{\"kind\": \"number\", \"target\": \"x\", \"completion\": \"7\"} | is no number",
                "{\"kind\": \"choice\", \"target\": \"A\", \"completion\": \"7\"} | needs 1 to 26 choices",
                "{\"kind\": \"regex\", \"target\": \"(\", \"completion\": \"7\"} | no pattern",
                "{\"kind\": \"text\", \"target\": {}, \"completion\": \"7\"} | \"target\" holds no plain value",
                "{\"kind\": \"text\", \"labels\": [], \"completion\": \"7\"} | \"labels\" is no object",
                "{\"kind\": \"text\", \"labels\": {\"no\": []}, \"completion\": \"7\"} | there is no label no",
                "{\"kind\": \"text\", \"target\": \"a\", \"finish\": \"x\", \"completion\": \"\"} | there is no finish"
                        + " x",
                "{\"kind\": \"number\", \"target\": 7, \"tolerance\": -1, \"completion\": \"7\"} | \"tolerance\"",
                "{\"kind\": \"text\", \"target\": \"a\", \"completion\": \"a\"} {} | no JSON",
            })
    void theReasonIsNamed(String line, String reason) {
        Outcome outcome = run(line, "-");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("-:1: ").contains(reason);
    }

    @Test
    void manyBadLinesAreCounted() {
        Outcome outcome = run("x\n".repeat(50), "-");

        assertThat(outcome.err()).contains("and 30 more like these").contains("50 lines were not labelled");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Outcome outcome = run("", folder.resolve("none.jsonl").toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("none.jsonl is no file that can be read");
    }

    @Test
    void withoutAFileTheUsageIsWrong() {
        assertThat(run("").status()).isEqualTo(2);
    }
}
