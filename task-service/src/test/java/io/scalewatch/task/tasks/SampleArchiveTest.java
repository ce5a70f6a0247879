package io.scalewatch.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.ContentHash;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import io.scalewatch.task.imports.SampleList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SampleArchiveTest {

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        for (TaskVersion task : BuiltInTasks.all()) {
            SampleList read = new SampleList();
            SampleArchive.read(SampleContent.of(task).open(), read);

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

        SampleList read = new SampleList();
        SampleArchive.read(new ByteArrayInputStream(bytes.toByteArray()), read);

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

    @Test
    void aSpooledFileHasTheVersionOfItsSamples() throws IOException {
        TaskVersion task = BuiltInTasks.all().getFirst();
        try (SpooledSamples spooled = new SpooledSamples(3)) {
            for (Sample sample : task.samples()) {
                spooled.sample(sample);
            }
            task.heldOut().forEach(spooled::heldOut);

            assertThat(spooled.finish()).isEqualTo(task.version());
            assertThat(spooled.first()).isEqualTo(task.samples().subList(0, 3));
            assertThat(spooled.open().readAllBytes()).hasSize((int) spooled.length());
        }
    }

    @Test
    void anArchiveIsReadPieceByPiece() throws IOException {
        byte[] bytes = new byte[2 * PiecewiseStream.PIECE + 7];
        new SplittableRandom(1).nextBytes(bytes);

        PiecewiseStream stream = new PiecewiseStream(from ->
                Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + PiecewiseStream.PIECE)));

        assertThat(stream.readAllBytes()).isEqualTo(bytes);
        assertThat(stream.read()).isEqualTo(-1);
    }
}
