package io.scalewatch.task.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.imports.ImportResult.Rejected;
import io.scalewatch.task.imports.ImportResult.RowError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseScalingPrizeTest {

    private static final ImportOptions OPTIONS = ImportOptions.of("imported", TaskFormat.INVERSE_SCALING_PRIZE);
    private static final String GOOD = row("Absence makes the heart grow", "[' heavy.', ' fonder.']", "0");

    @Test
    void memoTrapIsReadWhole() throws IOException {
        TaskVersion task = shared("memo-trap_classification.jsonl");

        assertThat(task.samples()).hasSize(936);
        assertThat(task.kind()).isEqualTo(AnswerKind.ENDING);
        assertThat(task.samples().getFirst().answer())
                .isEqualTo(new AnswerSpec(AnswerKind.ENDING, List.of("heavy"), Map.of(Label.TRAP, List.of("fonder"))));
        assertThat(task.samples())
                .allSatisfy(sample ->
                        assertThat(sample.answer().labels().get(Label.TRAP)).hasSize(1));
    }

    @Test
    void classesMayStandInEitherQuote() {
        List<AnswerSpec> specs = Stream.of(
                        "[' heavy', ' fonder']", "[\\\" heavy\\\", \\\" fonder\\\"]", "[' heavy', \\\" fonder\\\"]")
                .map(classes ->
                        task(row("q", classes, "0")).samples().getFirst().answer())
                .toList();

        assertThat(specs)
                .containsOnly(
                        new AnswerSpec(AnswerKind.ENDING, List.of("heavy"), Map.of(Label.TRAP, List.of("fonder"))));
    }

    @Test
    void neqaIsReadAsChoices() throws IOException {
        TaskVersion task = shared("neqa_classification.jsonl");

        assertThat(task.samples()).hasSize(300);
        assertThat(task.kind()).isEqualTo(AnswerKind.CHOICE);
        AnswerSpec first = task.samples().getFirst().answer();
        assertThat(first.choices()).containsExactly("sunshine", "getting wet");
        assertThat(first.targets()).containsExactly("A");
        assertThat(first.labels().get(Label.TRAP)).containsExactly("B");
        assertThat(task.samples())
                .extracting(sample -> sample.answer().choices())
                .allSatisfy(choices -> assertThat(choices).hasSize(2).doesNotContain("A", "B"));
    }

    @Test
    void theSameFileTwiceIsTheSameVersion() {
        String changed = row("Absence makes the heart grow", "[' heavy.', ' fonder.']", "1");

        assertThat(task(GOOD).version()).isEqualTo(task(GOOD + "\n").version()).hasSize(12);
        assertThat(task(GOOD).version()).isNotEqualTo(task(changed).version());
    }

    @Test
    void lineEndsAndAByteOrderMarkDoNotMatter() {
        String second = row("b", "['x', 'y']", "1");

        TaskVersion task = task("\uFEFF" + GOOD + "\r\n" + second + "\r\n");

        assertThat(task.version()).isEqualTo(task(GOOD + "\n" + second).version());
        assertThat(task.samples()).extracting(Sample::id).containsExactly("00001", "00002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[' A', ' B']|1|CHOICE|B|A",
                "[' A', ' B', ' C']|0|CHOICE|A|B,C",
                "[' B', ' A']|0|ENDING|B|A",
                "[' Yes', ' No']|1|BOOLEAN|false|true",
                "[' N', ' Y']|1|BOOLEAN|true|false",
                "[' True', ' yes']|1|ENDING|yes|True",
                "[' 57', ' 17']|0|NUMBER|57|17",
                "[' 57', ' many']|0|ENDING|57|many",
                "[' heavy.', ' fonder.']|1|ENDING|fonder|heavy",
                "[' .', ' !']|1|ENDING|!|.",
                "[' no.', ' no!']|1|ENDING|no!|no.",
            })
    void theKindComesFromTheClasses(String classes, int answer, AnswerKind kind, String target, String traps) {
        AnswerSpec spec = task(row("q", classes, Integer.toString(answer)))
                .samples()
                .getFirst()
                .answer();

        assertThat(spec.kind()).isEqualTo(kind);
        assertThat(spec.targets()).containsExactly(target);
        assertThat(spec.labels().get(Label.TRAP)).containsExactly(traps.split(","));
    }

    @Test
    void lettersWithoutTextsInThePromptAreTheirOwnTexts() {
        AnswerSpec spec = task(row("Which one?", "[' A', ' B']", "0"))
                .samples()
                .getFirst()
                .answer();

        assertThat(spec.choices()).containsExactly("A", "B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`prompt`: `q`, |the line is not JSON",
                "[1, 2]|the line is not a JSON object",
                "null|the line is not a JSON object",
                "{`prompt`: `q`, `prompt`: `r`}|the line is not JSON",
                "{`classes`: `['a', 'b']`, `answer_index`: 0} {}|the line is not JSON",
                "{`classes`: `['a', 'b']`, `answer_index`: 0}|prompt is missing",
                "{`prompt`: 7, `classes`: `['a', 'b']`, `answer_index`: 0}|prompt is not a string",
                "{`prompt`: ` `, `classes`: `['a', 'b']`, `answer_index`: 0}|prompt is empty",
                "{`prompt`: `\\ud83d`, `classes`: `['a', 'b']`, `answer_index`: 0}|prompt has half of a surrogate",
                "{`prompt`: `q`, `answer_index`: 0}|classes is missing",
                "{`prompt`: `q`, `classes`: [`a`], `answer_index`: 0}|classes is not a string",
                "{`prompt`: `q`, `classes`: `a, b`, `answer_index`: 0}|classes is not a Python list of strings",
                "{`prompt`: `q`, `classes`: `['a']`, `answer_index`: 0}|classes needs at least two",
                "{`prompt`: `q`, `classes`: `['a', ' ']`, `answer_index`: 0}|classes has an empty one",
                "{`prompt`: `q`, `classes`: `['a', ' a']`, `answer_index`: 0}|classes has the same one twice",
                "{`prompt`: `q`, `classes`: `['a', '\\\\ud83d']`, `answer_index`: 0}|classes has half of a",
                "{`prompt`: `q`, `classes`: `['a', 'b']`}|answer_index is missing",
                "{`prompt`: `q`, `classes`: `['a', 'b']`, `answer_index`: `0`}|answer_index is not a whole number",
                "{`prompt`: `q`, `classes`: `['a', 'b']`, `answer_index`: 0.5}|answer_index is not a whole number",
                "{`prompt`: `q`, `classes`: `['a', 'b']`, `answer_index`: 2}|answer_index is out of range: there are 2",
                "{`prompt`: `q`, `classes`: `['a', 'b']`, `answer_index`: -1}|answer_index is out of range",
                "{`prompt`: `q`, `classes`: `['a', 'b']`, `answer_index`: 99999999999}|answer_index is out of range",
            })
    void aBadRowIsNamedByItsLine(String row, String reason) {
        Rejected rejected = rejected(bytes(GOOD + "\n" + row.replace('`', '"') + "\n"));

        assertThat(rejected.total()).isEqualTo(1);
        assertThat(rejected.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.reason()).startsWith(reason);
        });
    }

    @Test
    void everyBadRowIsReported() {
        String file = String.join("\n", "x", GOOD, "", GOOD, "  ", row("q", "['a', 'b']", "5"));

        assertThat(rejected(bytes(file)).errors()).extracting(RowError::line).containsExactly(1, 3, 4, 5, 6);
        assertThat(rejected(bytes(file)).errors())
                .extracting(RowError::reason)
                .contains("the line is blank: remove it", "the prompt is the same as in line 2");
    }

    @Test
    void theFirstHundredErrorsAreShownAndAllAreCounted() {
        Rejected rejected = rejected(bytes("x\n".repeat(250)));

        assertThat(rejected.errors()).hasSize(100);
        assertThat(rejected.total()).isEqualTo(250);
    }

    @Test
    void aFileWithoutRowsIsRefused() {
        assertThat(rejected(new byte[0]).errors()).containsExactly(new RowError(1, "the file has no rows"));
    }

    @Test
    void anotherEncodingIsNamedByItsLine() {
        String latin = GOOD + "\n" + row("café", "['a', 'b']", "0");
        RowError error = new RowError(2, "the line is not UTF-8: save the file with that encoding");

        assertThat(rejected(latin.getBytes(StandardCharsets.ISO_8859_1)).errors())
                .containsExactly(error);
        assertThat(rejected(GOOD.getBytes(StandardCharsets.UTF_16)).total()).isPositive();
        assertThat(rejected(GOOD.getBytes(StandardCharsets.UTF_16LE)).total()).isPositive();
    }

    @Test
    void aRowOverTheLimitIsNamedAndNotKept() {
        int overhead = row("", "['a', 'b']", "0").length();
        String atTheLimit = row("x".repeat(TaskFile.ROW_LIMIT - overhead), "['a', 'b']", "0");
        String tooLong = row("y".repeat(TaskFile.ROW_LIMIT - overhead + 1), "['a', 'b']", "0");

        assertThat(task(atTheLimit + "\n" + GOOD).samples()).hasSize(2);
        assertThat(rejected(bytes(GOOD + "\n" + tooLong + "\n" + atTheLimit)).errors())
                .containsExactly(new RowError(2, "the row is longer than 262144 bytes"));
    }

    @Test
    void reasonsDoNotQuoteTheRow() {
        assertThat(rejected(bytes("{\"prompt\": \"confidential\" oops}")).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.reason()).doesNotContain("confidential", "oops"));
    }

    private static TaskVersion task(String file) {
        return TaskFiles.task(OPTIONS, bytes(file));
    }

    private static Rejected rejected(byte[] file) {
        return TaskFiles.rejected(OPTIONS, file);
    }

    private static TaskVersion shared(String name) throws IOException {
        Path file = Path.of(System.getProperty("shared.dir", "../../shared"), "data", name);
        assumeTrue(Files.isReadable(file), "skipped: " + file + " is not there");
        return TaskFiles.task(OPTIONS, Files.readAllBytes(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String row(String prompt, String classes, String answer) {
        return "{\"prompt\": \"" + prompt + "\", \"classes\": \"" + classes + "\", \"answer_index\": " + answer
                + ", \"round\": 2, \"part\": 1}";
    }
}
