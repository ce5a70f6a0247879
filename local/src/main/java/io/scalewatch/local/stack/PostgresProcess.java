package io.scalewatch.local.stack;

import io.scalewatch.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// PostgreSQL as a process of its own. The database's server, the postmaster, is a process beside it. When that
/// dies, so does this one, and the supervisor starts both again; when this one was killed, the next ends the
/// postmaster that it left behind.
public final class PostgresProcess {

    /// Enough for the first start on a machine, which unpacks the server; later ones need a tenth.
    static final List<String> JVM_FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private static final Duration FAST_SHUTDOWN_LIMIT = Duration.ofSeconds(10);
    /// Some init processes look for their dead only every few seconds.
    private static final Duration REAPING_LIMIT = Duration.ofSeconds(10);

    private PostgresProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ServerArguments arguments = ServerArguments.parse(args);
        ParentWatch.begin(arguments.supervisor(), arguments.pids());
        Optional<ProcessHandle> orphan = postmaster(arguments.data());
        if (orphan.isPresent()) {
            end(orphan.get());
        }
        awaitReaped(arguments.data());
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(
                arguments.data(), arguments.port(), arguments.data().resolveSibling("logs/postgres-server.log"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "postgres-close"));
        arguments.sayReady();
        ProcessHandle postmaster = postmaster(arguments.data())
                .orElseThrow(() -> new IOException("the database is up, but its process can't be found"));
        postmaster.onExit().join();
        System.err.println("the database server has ended");
        System.exit(1);
    }

    /// The running server of a data directory, by the file in which it writes its own pid.
    static Optional<ProcessHandle> postmaster(Path data) throws IOException {
        return named(data)
                // A pid that was used again is somebody else's process.
                .filter(found -> found.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
                        .orElse(false));
    }

    private static Optional<ProcessHandle> named(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
    }

    /// A server that was killed keeps its pid until its parent has asked for its end, and a new one that finds the
    /// pid in use does not start. Such a process shows neither a command nor arguments.
    private static void awaitReaped(Path data) throws IOException, InterruptedException {
        Optional<ProcessHandle> ended =
                named(data).filter(found -> found.info().commandLine().isEmpty());
        if (ended.isPresent()) {
            try {
                ended.get().onExit().get(REAPING_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                System.err.println(
                        "the process " + ended.get().pid() + ", which the database's lock file names, is still there");
            } catch (ExecutionException e) {
                throw new IOException(e);
            }
        }
    }

    /// SIGINT: a fast shutdown, which ends the sessions; SIGTERM would wait for them.
    private static void end(ProcessHandle postmaster) throws IOException, InterruptedException {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + postmaster.pid())
                .inheritIO()
                .start()
                .waitFor();
        try {
            postmaster.onExit().get(FAST_SHUTDOWN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    private static void close(EmbeddedPostgresServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
