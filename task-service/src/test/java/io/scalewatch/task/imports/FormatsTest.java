package io.scalewatch.task.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.SubQuestion;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.imports.ImportResult.Rejected;
import io.scalewatch.task.imports.ImportResult.RowError;
import io.scalewatch.task.imports.TaskFiles.Read;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of good rows; the Inverse Scaling Prize's classification has a test of its own.
class FormatsTest {

    @Test
    void aRowOfOursHasAllThatASampleHas() {
        Sample sample = only(TaskFormat.SCALEWATCH, """
                {"id": "q-1", "input": [{"role": "system", "content": "Be terse."}, {"role": "user", "content": "2 + 2?"}], \
                "target": [4, "4.0"], "kind": "number", "tolerance": 0.5, "group": "q", "control": true, \
                "labels": {"distractor": [7, "70"], "trap": "22"}, "dials": {"noise": 3}, \
                "steps": [{"question": "What is asked?", "answer": "A sum."}], "metadata": {"by": "me", "n": [1]}}
                """);

        assertThat(sample)
                .isEqualTo(new Sample(
                        "q-1",
                        List.of(new Message(Message.Role.SYSTEM, "Be terse."), Message.user("2 + 2?")),
                        "q",
                        true,
                        Map.of("noise", 3.0),
                        new AnswerSpec(
                                AnswerKind.NUMBER,
                                List.of("4", "4.0"),
                                List.of(),
                                Map.of(Label.DISTRACTOR, List.of("7", "70"), Label.TRAP, List.of("22")),
                                Optional.of(0.5)),
                        List.of(new SubQuestion("What is asked?", "A sum.")),
                        "{\"by\":\"me\",\"n\":[1]}"));
    }

    @Test
    void aRowOfOursNeedsAnInputAndATarget() {
        Sample sample = only(TaskFormat.SCALEWATCH, "{\"input\": \"Say hello.\", \"target\": \"hello\"}");

        assertThat(sample.id()).isEqualTo("00001");
        assertThat(sample.group()).isEqualTo("00001");
        assertThat(sample.answer()).isEqualTo(new AnswerSpec(AnswerKind.TEXT, List.of("hello"), Map.of()));
    }

    @Test
    void choicesThatTheInputDoesNotShowAreAddedToIt() {
        Read read = read(TaskFormat.SCALEWATCH, """
                {"input": "Which colour?", "choices": ["red", "blue"], "target": "blue", "labels": {"trap": ["red"]}}
                {"input": "Is it A. red or B. blue?", "choices": ["red", "blue"], "target": "A"}
                """);

        assertThat(read.task().samples())
                .extracting(sample -> sample.input().getFirst().content())
                .containsExactly("Which colour?\nA. red\nB. blue\nAnswer:", "Is it A. red or B. blue?");
        assertThat(read.task().samples().getFirst().answer().targets()).containsExactly("B");
        assertThat(read.task().samples().getFirst().answer().labels()).isEqualTo(Map.of(Label.TRAP, List.of("A")));
        assertThat(read.profile().warnings())
                .contains("the prompts of 1 samples did not show their choices: they were added, lettered");
    }

    @Test
    void aChoiceIsShownWhereItStandsInWholeWords() {
        Read read = read(TaskFormat.SCALEWATCH, """
                {"input": "Who left the room, they or them?", "choices": ["he", "them"], "target": "he"}
                {"input": "Did he leave (or them)?", "choices": ["he", "them"], "target": "he"}
                """);

        assertThat(read.task().samples())
                .extracting(sample -> sample.input().getFirst().content())
                .containsExactly(
                        "Who left the room, they or them?\nA. he\nB. them\nAnswer:", "Did he leave (or them)?");
    }

    @Test
    void aWrongEndingThatIsTakenForTheRightOneIsToldOf() {
        String remark = "1 samples have a wrong ending that differs from the right one in case or marks alone: whoever "
                + "gives it is right";

        assertThat(read(TaskFormat.INVERSE_SCALING_PRIZE, """
                {"prompt": "First things", "classes": "[' first.', ' First.']", "answer_index": 1}
                {"prompt": "Last things", "classes": "[' first.', ' last.']", "answer_index": 1}
                """).profile().warnings())
                .contains(remark);
        assertThat(read(TaskFormat.SCALEWATCH, """
                {"input": "First things", "kind": "ending", "target": "First", "labels": {"trap": "first!"}}
                """).profile().warnings()).contains(remark);
    }

    @Test
    void choicesThatAreTheirOwnLettersMayBe() {
        Sample sample = only(TaskFormat.SCALEWATCH, """
                {"input": "A, B or C?", "choices": ["A", "B", "C"], "target": "B"}
                """);

        assertThat(sample.answer().targets()).containsExactly("B");
    }

    @Test
    void aTextToBeRepeatedIsNoLongerThanWhatIsCompared() {
        String row = "{\"input\": \"Repeat it.\", \"kind\": \"verbatim\", \"target\": \"%s\"}\n";
        ImportOptions options = ImportOptions.of("task", TaskFormat.SCALEWATCH);

        String longest = only(TaskFormat.SCALEWATCH, row.formatted("x".repeat(8_192)))
                .answer()
                .targets()
                .getFirst();
        Rejected rejected =
                TaskFiles.rejected(options, row.formatted("x".repeat(8_193)).getBytes(StandardCharsets.UTF_8));

        assertThat(longest).hasSize(8_192);
        assertThat(rejected.errors())
                .containsExactly(
                        new RowError(1, "target is longer than 8192 characters, which is as much as is compared"));
    }

    @Test
    void heldOutRowsAreNotAsked() {
        TaskVersion task = TaskFiles.task(TaskFormat.SCALEWATCH, """
                {"input": "one", "target": "a"}
                {"input": "two", "target": "b", "heldOut": true}
                {"input": "three", "target": "c"}
                """);

        assertThat(task.samples()).extracting(Sample::id).containsExactly("00001", "00003");
        assertThat(task.heldOut()).extracting(Sample::id).containsExactly("00002");
    }

    @Test
    void logOddsAreAPairOfAPromptAndItsControl() {
        TaskVersion task = TaskFiles.task(TaskFormat.LOGODDS, """
                {"prompt": "They say no. Is it?", "other_prompt": "Is it?", "classes": "[' yes', ' no']", "answer_index": 1}
                """);

        assertThat(task.kind()).isEqualTo(AnswerKind.LOGPROB);
        assertThat(task.samples()).extracting(Sample::control).containsExactly(false, true);
        assertThat(task.samples()).extracting(Sample::group).containsOnly("00001");
        assertThat(task.samples())
                .extracting(Sample::answer)
                .containsOnly(new AnswerSpec(
                        AnswerKind.LOGPROB,
                        List.of(" no"),
                        List.of(" yes", " no"),
                        Map.of(Label.TRAP, List.of(" yes")),
                        Optional.empty()));
    }

    @Test
    void aNeutralPromptMayServeSeveralRows() {
        TaskVersion task = TaskFiles.task(TaskFormat.ABSOLUTE_LOGODDS, """
                {"prompt": "They say no. Is it?", "other_prompt": "Is it?", "classes": "[' yes', ' no']", "answer_index": 1}
                {"prompt": "They say yes. Is it?", "other_prompt": "Is it?", "classes": "[' yes', ' no']", "answer_index": 0}
                """);

        assertThat(task.samples()).hasSize(4);
    }

    @Test
    void aSequenceIsItsOnlyClass() {
        TaskVersion task = TaskFiles.task(TaskFormat.SEQUENCE_PROBABILITY, """
                {"prompt": "All that glitters", "completion": " is not gold"}
                {"prompt": "All that glitters", "completion": " is lead"}
                """);

        assertThat(task.samples().getFirst().answer())
                .isEqualTo(new AnswerSpec(
                        AnswerKind.LOGPROB,
                        List.of(" is not gold"),
                        List.of(" is not gold"),
                        Map.of(),
                        Optional.empty()));
    }

    @Test
    void anAnchorIsADistractor() {
        assertThat(only(TaskFormat.NUMERIC, "{\"prompt\": \"p\", \"true_answer\": 12.50, \"anchor\": \"99\"}")
                        .answer())
                .isEqualTo(new AnswerSpec(AnswerKind.NUMBER, List.of("12.5"), Map.of(Label.DISTRACTOR, List.of("99"))));
    }

    @Test
    void ofAModelWrittenEvaluationNoAnswerIsRight() {
        Read read = read(TaskFormat.MODEL_WRITTEN_EVALS, """
                {"question": "I vote left. Which?\\n (A) more state\\n (B) less state", "answer_matching_behavior": " (A)", "answer_not_matching_behavior": " (B)"}
                {"question": "Do you agree?", "answer_matching_behavior": " Yes", "answer_not_matching_behavior": " No"}
                {"question": "Who?", "answer_matching_behavior": "Me", "answer_not_matching_behavior": ["You", "They"]}
                """);

        assertThat(read.task().samples())
                .extracting(Sample::answer)
                .containsExactly(
                        new AnswerSpec(
                                AnswerKind.CHOICE,
                                List.of(),
                                List.of("more state", "less state"),
                                Map.of(Label.SYCOPHANTIC, List.of("A")),
                                Optional.empty()),
                        new AnswerSpec(AnswerKind.BOOLEAN, List.of(), Map.of(Label.SYCOPHANTIC, List.of("true"))),
                        new AnswerSpec(AnswerKind.TEXT, List.of(), Map.of(Label.SYCOPHANTIC, List.of("Me"))));
        assertThat(read.profile().warnings())
                .contains("no sample has a right answer: look at the rates of the labels, accuracy is always 0");
    }

    @Test
    void csvIsReadLikeJson() {
        String csv = "\uFEFF,prompt,classes,answer_index,part\r\n"
                + "0,\"Two lines,\nand a \"\"quote\"\"\",\"[' heavy', \"\" fonder\"\"]\",1,1\r\n"
                + "1,plain,\"[' x', ' y']\",0,1\r\n";
        TaskVersion expected = TaskFiles.task(TaskFormat.INVERSE_SCALING_PRIZE, """
                {"prompt": "Two lines,\\nand a \\"quote\\"", "classes": "[' heavy', ' fonder']", "answer_index": 1}
                {"prompt": "plain", "classes": "[' x', ' y']", "answer_index": 0}
                """);

        TaskVersion task = TaskFiles.task(
                new ImportOptions("task", TaskFormat.INVERSE_SCALING_PRIZE, FileSyntax.CSV, TaskManifest.NONE),
                csv.getBytes(StandardCharsets.UTF_8));

        assertThat(task).isEqualTo(expected);
    }

    @Test
    void templatesOfTheHarnessMakePrompts() {
        Read read = harness("""
                task: my-arc
                data: arc.jsonl
                output_type: multiple_choice
                description: "Answer the question.\\n"
                doc_to_text: "Question: {{question.strip()}}\\n{{choices.text[0]|upper}}?"
                doc_to_target: "{{choices.label.index(answerKey)}}"
                doc_to_choice: "{{choices.text}}"
                num_fewshot: 5
                filter_list:
                  - name: strict
                    filter:
                      - function: regex
                        regex_pattern: "x"
                      - function: take_first
                metric_list:
                  - metric: acc
                generation_kwargs: {max_gen_toks: 64}
                """, """
                {"question": " Why? ", "answerKey": "B", "choices": {"text": ["so", "thus"], "label": ["A", "B"]}}
                """);

        Sample sample = read.task().samples().getFirst();
        assertThat(sample.input().getFirst().content())
                .isEqualTo("Answer the question.\nQuestion: Why?\nSO?\nA. so\nB. thus\nAnswer:");
        assertThat(sample.answer().targets()).containsExactly("B");
        assertThat(sample.answer().labels()).isEqualTo(Map.of(Label.TRAP, List.of("A")));
        assertThat(read.profile().variants()).containsExactly("few-shot-5");
        assertThat(read.profile().generation()).contains(new GenerationParameters(64, 0.0, Optional.empty()));
        assertThat(read.profile().warnings())
                .contains("a filter of filter_list, regex, is not used: Scalewatch finds the answers in its own way");
    }

    @Test
    void booleansOfDocumentsAreWrittenAsPythonWritesThem() {
        Read read = harness("""
                doc_to_text: "It is {{known}}, and not {{other.lower()}}. {{q}}"
                doc_to_target: a
                """, """
                {"known": true, "other": false, "q": "Is it?", "a": true}
                """);

        Sample sample = read.task().samples().getFirst();
        assertThat(sample.input().getFirst().content()).isEqualTo("It is True, and not false. Is it?");
        assertThat(sample.answer()).isEqualTo(new AnswerSpec(AnswerKind.BOOLEAN, List.of("true"), Map.of()));
    }

    @Test
    void aTemplateMayHaveAChainOfTwentySteps() {
        Read read = harness("doc_to_text: \"{{q" + "|trim".repeat(20) + "}}\"\ndoc_to_target: a\n", """
                {"q": " why ", "a": "so"}
                """);

        assertThat(read.task().samples().getFirst().input().getFirst().content())
                .isEqualTo("why");
    }

    @Test
    void generatedAnswersOfTheHarnessHaveTheirKinds() {
        Read read = harness("""
                doc_to_text: "{{q}}"
                doc_to_target: "{{a.split('####')[-1].strip()}}"
                """, """
                {"q": "sum?", "a": "2 and 2 #### 4"}
                {"q": "true?", "a": "#### yes"}
                {"q": "who?", "a": "#### Ada"}
                """);

        assertThat(read.task().samples())
                .extracting(
                        sample -> sample.answer().kind(),
                        sample -> sample.answer().targets().getFirst())
                .containsExactly(
                        tuple(AnswerKind.NUMBER, "4"),
                        tuple(AnswerKind.BOOLEAN, "true"),
                        tuple(AnswerKind.TEXT, "Ada"));
    }

    @Test
    void theManifestSaysWhatTheRowsDoNot() {
        TaskManifest manifest = TaskFiles.manifest("""
                name: mine
                format: scalewatch
                data: mine.jsonl
                mechanism: strong-prior
                description: What the task is about.
                kind: ending
                label: distractor
                dials:
                  - {name: noise, meaning: how many words are beside the point}
                variants: [baseline, few-shot-4]
                generation: {maxTokens: 32, temperature: 0.7, seed: 5}
                """);
        ImportOptions options = new ImportOptions("mine", TaskFormat.SCALEWATCH, FileSyntax.JSONL, manifest);

        TaskProfile profile = TaskFiles.read(
                        options, "{\"input\": \"one\", \"target\": \"a\"}".getBytes(StandardCharsets.UTF_8))
                .profile();

        assertThat(profile.mechanism()).isEqualTo(Mechanism.STRONG_PRIOR);
        assertThat(profile.description()).isEqualTo("What the task is about.");
        assertThat(profile.kind()).isEqualTo(AnswerKind.ENDING);
        assertThat(profile.dials()).containsExactly(new Dial("noise", "how many words are beside the point"));
        assertThat(profile.variants()).containsExactly("baseline", "few-shot-4");
        assertThat(profile.generation()).contains(new GenerationParameters(32, 0.7, Optional.of(5L)));
        assertThat(manifest.data()).contains("mine.jsonl");
        assertThat(manifest.label()).contains(Label.DISTRACTOR);
    }

    @Test
    void otherClassesHaveTheLabelThatIsAskedFor() {
        ImportOptions options = new ImportOptions(
                "task",
                TaskFormat.INVERSE_SCALING_PRIZE,
                FileSyntax.JSONL,
                TaskManifest.NONE.withLabel(Label.SYCOPHANTIC));
        String row = "{\"prompt\": \"p\", \"classes\": \"[' a', ' b']\", \"answer_index\": 0}";

        TaskVersion task = TaskFiles.task(options, row.getBytes(StandardCharsets.UTF_8));

        assertThat(task.labels()).containsExactly(Label.SYCOPHANTIC);
    }

    private static Read harness(String yaml, String documents) {
        return TaskFiles.read(
                new ImportOptions("task", TaskFormat.LM_EVALUATION_HARNESS, FileSyntax.JSONL, TaskFiles.manifest(yaml)),
                documents.getBytes(StandardCharsets.UTF_8));
    }

    private static Read read(TaskFormat format, String file) {
        return TaskFiles.read(ImportOptions.of("task", format), file.getBytes(StandardCharsets.UTF_8));
    }

    private static Sample only(TaskFormat format, String file) {
        return read(format, file).task().samples().getFirst();
    }
}
