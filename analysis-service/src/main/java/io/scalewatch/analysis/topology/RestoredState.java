package io.scalewatch.analysis.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/// Makes a task that was killed begin with committed state only.
///
/// RocksDB writes to its files when it likes, of transactions that are open, too. So a task that was killed must not
/// trust its files, and Kafka Streams throws them away where they have no checkpoint. But 4.1 writes a
/// checkpoint when a task is restored, and leaves it there while the task counts (KAFKA-20685): after a kill, what an
/// aborted transaction had counted stayed, and its scores came again. To be dropped with a release that is mended.
final class RestoredState {

    private static final String CHECKPOINT = ".checkpoint";

    private RestoredState() {}

    /// To be called when the stores are restored and nothing is written yet. A task that ends in order writes another.
    static void dropCheckpoint(ProcessingContext context) {
        Path checkpoint = context.stateDir().toPath().resolve(CHECKPOINT);
        try {
            Files.deleteIfExists(checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of a task can't be marked as in use", e);
        }
    }
}
