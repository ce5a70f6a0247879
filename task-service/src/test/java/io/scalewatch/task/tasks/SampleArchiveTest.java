package io.scalewatch.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.ContentHash;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SampleArchiveTest {

    @Test
    void whatIsReadIsWhatWasWritten() {
        for (TaskVersion task : BuiltInTasks.all()) {
            SampleArchive read = SampleArchive.read(SampleArchive.write(task));

            assertThat(read.samples()).isEqualTo(task.samples());
            assertThat(read.heldOut()).isEqualTo(task.heldOut()).isNotEmpty();
            assertThat(ContentHash.of(read.samples(), read.heldOut())).isEqualTo(task.version());
        }
    }

    @Test
    void anArchiveOfBeforeSamplesWereHeldOutIsStillRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write("""
                    [{"id": "1", "input": [{"role": "user", "content": "2 + 2?"}], "group": "1", "control": false,
                      "dials": {}, "answer": {"kind": "NUMBER", "targets": ["4"], "choices": [], "labels": {}}}]""".getBytes(StandardCharsets.UTF_8));
        }

        SampleArchive read = SampleArchive.read(bytes.toByteArray());

        assertThat(read.heldOut()).isEmpty();
        assertThat(read.samples())
                .containsExactly(new Sample(
                        "1",
                        List.of(Message.user("2 + 2?")),
                        "1",
                        false,
                        Map.of(),
                        new AnswerSpec(AnswerKind.NUMBER, List.of("4"), Map.of())));
    }
}
