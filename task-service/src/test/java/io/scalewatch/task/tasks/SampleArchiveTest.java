package io.scalewatch.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.ContentHash;
import io.scalewatch.task.catalogue.Sample;
import io.scalewatch.task.catalogue.TaskVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleArchiveTest {

    @Test
    void whatIsReadIsWhatWasWritten() {
        for (TaskVersion task : BuiltInTasks.all()) {
            List<Sample> read = SampleArchive.read(SampleArchive.write(task.samples()));

            assertThat(read).isEqualTo(task.samples());
            assertThat(ContentHash.of(read)).isEqualTo(task.version());
        }
    }
}
