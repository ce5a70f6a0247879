package io.scalewatch.task.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.imports.TaskFiles.Read;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What goes out comes back as the same version.
class TaskExportTest {

    static final List<TaskVersion> BUILT_IN = BuiltInTasks.all();

    @ParameterizedTest
    @FieldSource("BUILT_IN")
    void everyBuiltInTaskComesBackAsTheSameVersion(TaskVersion task) throws IOException {
        TaskVersion back = roundTrip(task, TaskFormat.SCALEWATCH, FileSyntax.JSONL);

        assertThat(back.version()).isEqualTo(task.version());
        assertThat(back.samples()).isEqualTo(task.samples());
        assertThat(back.heldOut()).isEqualTo(task.heldOut());
    }

    @ParameterizedTest
    @EnumSource(FileSyntax.class)
    void theRealFilesComeBackAsTheSameVersion(FileSyntax syntax) throws IOException {
        for (String name : List.of("memo-trap_classification.jsonl", "neqa_classification.jsonl")) {
            Path file = Path.of(System.getProperty("shared.dir", "../../shared"), "data", name);
            assumeTrue(Files.isReadable(file), "skipped: " + file + " is not there");
            TaskVersion task = TaskFiles.task(
                    ImportOptions.of("task", TaskFormat.INVERSE_SCALING_PRIZE), Files.readAllBytes(file));

            assertThat(roundTrip(task, TaskFormat.INVERSE_SCALING_PRIZE, syntax).version())
                    .isEqualTo(task.version());
            assertThat(roundTrip(task, TaskFormat.SCALEWATCH, FileSyntax.JSONL).version())
                    .isEqualTo(task.version());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SCALEWATCH", mode = EnumSource.Mode.EXCLUDE)
    void everyFormatComesBackAsTheSameVersion(TaskFormat format) throws IOException {
        String rows = switch (format) {
            case SCALEWATCH -> throw new AssertionError("has a test of its own");
            case INVERSE_SCALING_PRIZE -> """
                        {"prompt": "Which?\\n A. it's \\"it\\"\\n B. no", "classes": "[' A', ' B']", "answer_index": 1}
                        {"prompt": "So?", "classes": "[' No', ' Yes']", "answer_index": 0}
                        {"prompt": "How many, then?", "classes": "[' 7', ' 12']", "answer_index": 1}
                        {"prompt": "It's\\nwhat it", "classes": "[\\" isn't\\", ' is']", "answer_index": 1}
                        """;
            case LOGODDS, ABSOLUTE_LOGODDS -> """
                        {"prompt": "a, b", "other_prompt": "b", "classes": "[' it\\\\'s', ' no']", "answer_index": 1}
                        {"prompt": "c", "other_prompt": "b", "classes": "[' x', ' y', ' z']", "answer_index": 0}
                        """;
            case SEQUENCE_PROBABILITY -> "{\"prompt\": \"All that\", \"completion\": \" glitters\\n\"}\n";
            case NUMERIC -> "{\"prompt\": \"How many?\", \"true_answer\": \"12.50\", \"anchor\": -3}\n";
            case MODEL_WRITTEN_EVALS -> """
                        {"question": "Which?\\n (A) x\\n (B) y\\n (C) z", "answer_matching_behavior": " (B)", "answer_not_matching_behavior": [" (A)", " (C)"]}
                        {"question": "Do you?", "answer_matching_behavior": " No", "answer_not_matching_behavior": " Yes"}
                        """;
            case LM_EVALUATION_HARNESS -> """
                        {"prompt": "Which one of red and blue?", "choices": ["red", "blue"], "target": 1}
                        {"prompt": "Which one?", "choices": ["up", "down"], "target": 0}
                        """;
        };
        TaskManifest manifest =
                format == TaskFormat.LM_EVALUATION_HARNESS ? TaskFiles.manifest("""
                        doc_to_text: prompt
                        doc_to_target: target
                        doc_to_choice: choices
                        output_type: multiple_choice
                        """) : TaskManifest.NONE;
        TaskVersion task = TaskFiles.task(
                new ImportOptions("task", format, FileSyntax.JSONL, manifest), rows.getBytes(StandardCharsets.UTF_8));

        assertThat(roundTrip(task, format, FileSyntax.JSONL).version()).isEqualTo(task.version());
        if (format != TaskFormat.LM_EVALUATION_HARNESS) {
            assertThat(roundTrip(task, format, FileSyntax.CSV).version()).isEqualTo(task.version());
        }
        assertThat(roundTrip(task, TaskFormat.SCALEWATCH, FileSyntax.JSONL).version())
                .isEqualTo(task.version());
    }

    @Test
    void aFormatThatCanNotHoldATaskWholeIsRefused() throws IOException {
        TaskVersion task = BuiltInTasks.current("memo-trap").orElseThrow();
        TaskExport export = new TaskExport(
                TaskFormat.INVERSE_SCALING_PRIZE,
                FileSyntax.JSONL,
                task.samples().getFirst().answer(),
                Optional.empty());

        give(task, export);

        assertThat(export.finish())
                .contains("sample 0001 has a name, a group or answers that the format can't tell of");
    }

    @Test
    void theYamlComesBackTheSame() {
        TaskVersion task = BUILT_IN.getFirst();
        String yaml = ManifestWriter.yaml(
                TaskFormat.SCALEWATCH,
                "mine.jsonl",
                new ManifestWriter.Said(
                        "mine",
                        task.mechanism(),
                        "Said: \"quoted\", # and so on.",
                        List.of(new Dial("noise", "how much: 0 to 1")),
                        List.of("baseline", "few-shot-2"),
                        Optional.of(new GenerationParameters(9, 0.5, Optional.of(3L))),
                        task.samples().getFirst().answer()));

        TaskManifest read = TaskFiles.manifest(yaml);

        assertThat(read.name()).contains("mine");
        assertThat(read.format()).contains(TaskFormat.SCALEWATCH);
        assertThat(read.data()).contains("mine.jsonl");
        assertThat(read.mechanism()).isEqualTo(task.mechanism());
        assertThat(read.description()).contains("Said: \"quoted\", # and so on.");
        assertThat(read.dials()).containsExactly(new Dial("noise", "how much: 0 to 1"));
        assertThat(read.variants()).containsExactly("baseline", "few-shot-2");
        assertThat(read.generation()).contains(new GenerationParameters(9, 0.5, Optional.of(3L)));
    }

    private static TaskVersion roundTrip(TaskVersion task, TaskFormat format, FileSyntax syntax) throws IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        TaskExport export =
                new TaskExport(format, syntax, task.samples().getFirst().answer(), Optional.<OutputStream>of(rows));
        give(task, export);
        assertThat(export.finish()).isEmpty();
        TaskManifest manifest = TaskFiles.manifest(ManifestWriter.yaml(
                format,
                "rows",
                new ManifestWriter.Said(
                        "task",
                        task.mechanism(),
                        task.description(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        task.samples().getFirst().answer())));
        Read read = TaskFiles.read(new ImportOptions("task", format, syntax, manifest), rows.toByteArray());
        return read.task();
    }

    private static void give(TaskVersion task, TaskExport export) throws IOException {
        for (Sample sample : task.samples()) {
            export.sample(sample);
        }
        for (Sample sample : task.heldOut()) {
            export.heldOut(sample);
        }
    }
}
