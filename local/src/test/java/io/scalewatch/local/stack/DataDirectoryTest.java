package io.scalewatch.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void aSecondStackOnTheSameFolderIsRefused() {
        try (DataDirectory first = DataDirectory.open(folder)) {
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("another Scalewatch runs on " + first.root())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void isFreeAgainOnceItIsClosed() {
        DataDirectory.open(folder).close();

        try (DataDirectory again = DataDirectory.open(folder)) {
            assertThat(again.work()).isDirectory();
        }
    }

    @Test
    void aProcessThatOnlyHasTheSamePidIsLeftAlone() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder)) {
            long own = ProcessHandle.current().pid();
            new ProcessRecord(own, Instant.parse("2001-01-01T00:00:00Z"), 1).write(data.processRecord("kafka"));

            assertThat(data.endLeftovers()).isZero();
        }
    }

    @Test
    void halfARecordIsNoRecord() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder)) {
            Files.writeString(data.processRecord("kafka"), "123 45");

            assertThat(ProcessRecord.read(data.processRecord("kafka"))).isEmpty();
            assertThat(data.endLeftovers()).isZero();
        }
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws Exception {
        ProcessRecord record = ProcessRecord.of(ProcessHandle.current());
        record.write(folder.resolve("record"));

        ProcessRecord read = ProcessRecord.read(folder.resolve("record")).orElseThrow();

        assertThat(read.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(read.running()).contains(ProcessHandle.current());
    }
}
