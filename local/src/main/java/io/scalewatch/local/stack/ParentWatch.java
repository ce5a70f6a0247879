package io.scalewatch.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Ends a stack whose supervisor was killed: nothing of it may stay behind. Runs in the processes that are our
/// own.
final class ParentWatch {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ParentWatch() {}

    /// From now on, the end of the supervisor ends its other processes and then this one.
    ///
    /// @param supervisor its pid
    /// @param pids the folder of its [ProcessRecord]s
    static void begin(long supervisor, Path pids) {
        Thread.ofVirtual().name("parent-watch").start(() -> {
            ProcessHandle.of(supervisor).map(ProcessHandle::onExit).ifPresent(end -> end.join());
            try {
                endOthers(supervisor, pids);
            } catch (IOException e) {
                System.err.println("the processes of the dead supervisor could not be found: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.exit(0);
        });
    }

    private static void endOthers(long supervisor, Path pids) throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        List<ProcessHandle> others = ProcessRecord.readAll(pids).stream()
                .filter(record -> record.supervisor() == supervisor && record.pid() != self)
                .map(ProcessRecord::running)
                .flatMap(Optional::stream)
                .toList();
        ProcessRecord.end(others, PATIENCE);
    }
}
