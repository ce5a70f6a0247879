package io.scalewatch.local.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder that a stack keeps everything in. One stack at a time uses it; what an earlier one left running
/// is ended before the next begins.
final class DataDirectory implements AutoCloseable {

    private static final Duration PATIENCE_WITH_LEFTOVERS = Duration.ofSeconds(10);

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the folder for this process.
    ///
    /// @throws StackException if another stack has it, or it can't be written to
    static DataDirectory open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            for (String part : List.of("logs", "pids", "run", "work")) {
                Files.createDirectories(root.resolve(part));
            }
            FileChannel channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isEmpty()) {
                String holder = Files.readString(root.resolve("lock")).strip();
                channel.close();
                throw new StackException("another Scalewatch runs on " + root
                        + (holder.isEmpty() ? "" : " (process " + holder + ")")
                        + ": stop it first, or choose another folder with --data");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(root, channel, lock.get());
        } catch (IOException e) {
            throw new StackException("the data folder " + root + " can't be used: " + e, e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /// Ends what a supervisor of this folder that was killed has left running.
    ///
    /// @return how many processes that were
    int endLeftovers() throws IOException, InterruptedException {
        List<ProcessHandle> left = ProcessRecord.readAll(pids()).stream()
                .map(ProcessRecord::running)
                .flatMap(Optional::stream)
                .toList();
        return left.isEmpty() ? 0 : ProcessRecord.end(left, PATIENCE_WITH_LEFTOVERS);
    }

    Path root() {
        return root;
    }

    Path pids() {
        return root.resolve("pids");
    }

    Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    Path processRecord(String process) {
        return pids().resolve(process);
    }

    /// The file that a process of our own writes its pid to when it is ready.
    Path readyFile(String process) {
        return root.resolve("run").resolve(process + ".ready");
    }

    /// The working directory of the children: nothing that lies around elsewhere configures them.
    Path work() {
        return root.resolve("work");
    }

    /// Removes the folder with all that is in it.
    void remove() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new StackException("the data folder " + root + " can't be removed: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new StackException("the data folder " + root + " can't be given back: " + e, e);
        }
    }
}
