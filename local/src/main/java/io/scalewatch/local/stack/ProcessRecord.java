package io.scalewatch.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// What a supervisor writes down about a process that it started, so that one that outlived it is found and
/// ended. A pid alone would not do: pids are used again.
///
/// @param startedAt when the process started, as the operating system tells it
/// @param supervisor pid of the supervisor
record ProcessRecord(long pid, Instant startedAt, long supervisor) {

    /// The operating system derives the start from the time of boot, which is known to a second.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

    static ProcessRecord of(ProcessHandle process) {
        return new ProcessRecord(
                process.pid(),
                process.info().startInstant().orElse(Instant.EPOCH),
                ProcessHandle.current().pid());
    }

    void write(Path file) throws IOException {
        Files.writeString(file, pid + " " + startedAt.toEpochMilli() + " " + supervisor);
    }

    /// Reads a record; nothing if the file is not one, a supervisor that was killed may have left half of it.
    static Optional<ProcessRecord> read(Path file) throws IOException {
        String[] parts = Files.readString(file).strip().split(" ");
        try {
            return parts.length != 3
                    ? Optional.empty()
                    : Optional.of(new ProcessRecord(
                            Long.parseLong(parts[0]),
                            Instant.ofEpochMilli(Long.parseLong(parts[1])),
                            Long.parseLong(parts[2])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The process, if it still runs.
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found -> found.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                        .orElse(false));
    }

    /// All records of a folder, by file.
    static List<ProcessRecord> readAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<ProcessRecord> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                read(file).ifPresent(records::add);
            }
        }
        return records;
    }

    /// Ends processes and what they have started: SIGTERM first, SIGKILL after a while.
    ///
    /// @return how many there were
    static int end(List<ProcessHandle> processes, Duration patience) throws InterruptedException {
        List<ProcessHandle> all = processes.stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
        processes.forEach(ProcessHandle::destroy);
        CompletableFuture<?> ended =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the end of a process", e);
        }
        return processes.size();
    }
}
