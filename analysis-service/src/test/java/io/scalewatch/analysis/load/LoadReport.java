package io.scalewatch.analysis.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints what was measured.
final class LoadReport {

    private final Path directory;
    private final AnalysisProcess analysis;
    private final FitLatencies latencies;
    private final FitReader reader;
    private final long begun = System.nanoTime();
    private long lastNanos = begun;
    private Duration lastCpu;
    private Duration lastOwnCpu = ownCpu();
    private Duration lastDatabaseCpu;
    private long lastScores;
    private long lastFits;

    LoadReport(Path directory, AnalysisProcess analysis, FitLatencies latencies, FitReader reader) {
        this.directory = directory;
        this.analysis = analysis;
        this.latencies = latencies;
        this.reader = reader;
        this.lastCpu = analysis.cpu();
        this.lastDatabaseCpu = databaseCpu();
    }

    /// So many scores were sent. The latest of them have no fit yet.
    void part(int part, long scores) {
        long now = System.nanoTime();
        double seconds = (now - lastNanos) / 1e9;
        Duration cpu = analysis.cpu();
        Duration own = ownCpu();
        Duration database = databaseCpu();
        long fits = reader.fits();
        System.out.printf(
                "part %d: %,d scores sent, %,d in a fit, %.0f/s, %.0f fits/s;"
                        + " score to fit p50 %d ms, p99 %d ms, max %d ms;"
                        + " analysis %.2f CPU, database %.2f CPU, broker and driver %.2f CPU;"
                        + " RSS %d MiB, heap %.0f MiB; fit to history at most %.1f s%n",
                part + 1,
                scores,
                latencies.covered(),
                (scores - lastScores) / seconds,
                (fits - lastFits) / seconds,
                latencies.millis(part, 0.5),
                latencies.millis(part, 0.99),
                latencies.millis(part, 1),
                cpu.minus(lastCpu).toNanos() / 1e9 / seconds,
                database.minus(lastDatabaseCpu).toNanos() / 1e9 / seconds,
                own.minus(lastOwnCpu).toNanos() / 1e9 / seconds,
                analysis.residentMebibytes(),
                analysis.metric("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20),
                slowestHistory());
        lastNanos = now;
        lastCpu = cpu;
        lastOwnCpu = own;
        lastDatabaseCpu = database;
        lastScores = scores;
        lastFits = fits;
    }

    /// Everything is counted.
    void end(int series, long scores) {
        for (int part = 0; part < latencies.parts(); part++) {
            System.out.printf(
                    "part %d in all: score to fit p50 %d ms, p99 %d ms, max %d ms%n",
                    part + 1, latencies.millis(part, 0.5), latencies.millis(part, 0.99), latencies.millis(part, 1));
        }
        System.out.printf(
                "%,d fits for %,d scores, %,d bytes each; %.0f s in all, analysis %.0f s of CPU%n",
                reader.fits(),
                scores,
                reader.bytes() / Math.max(1, reader.fits()),
                (System.nanoTime() - begun) / 1e9,
                analysis.cpu().toNanos() / 1e9);
        System.out.printf("fit to history at most %.1f s%n", slowestHistory());
        Map<String, Long> stores = sizes(
                AnalysisProcess.state(directory),
                path -> path.getParent().getFileName().toString());
        Map<String, Long> topics = sizes(directory.resolve("kafka"), LoadReport::topic);
        System.out.printf("state on disk, by store: %s%n", told(stores, series, scores));
        System.out.printf("broker's disk, by topic: %s%n", told(topics, series, scores));
        System.out.printf("database's disk: %,d MiB%n", sum(directory.resolve("postgres")) >> 20);
    }

    private static String told(Map<String, Long> sizes, int series, long scores) {
        return sizes.entrySet().stream()
                .filter(size -> size.getValue() >= 1 << 20)
                .map(size -> "%s %,d MiB (%,d bytes a series, %.1f a score)"
                        .formatted(
                                size.getKey(),
                                size.getValue() >> 20,
                                size.getValue() / series,
                                (double) size.getValue() / scores))
                .collect(Collectors.joining("; "));
    }

    /// A partition's directory without its number.
    private static String topic(Path file) {
        String partition = file.getParent().getFileName().toString();
        int dash = partition.lastIndexOf('-');
        return dash > 0 ? partition.substring(0, dash) : partition;
    }

    private static Map<String, Long> sizes(Path root, Function<Path, String> name) {
        Map<String, Long> sizes = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // Index files are made larger than they are in use.
                    if (!file.toString().endsWith("index")) {
                        sizes.merge(name.apply(file), attributes.size(), Long::sum);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    // The files are in use: one may have been deleted just now.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sizes;
    }

    private static long sum(Path root) {
        return sizes(root, file -> "").values().stream().mapToLong(size -> size).sum();
    }

    /// Of the fits that were stored in the last minutes, seconds from the fit until then.
    private double slowestHistory() {
        return analysis.metric("scalewatch_analysis_fit_to_history_seconds_max", "");
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Of an embedded one; nothing is known of one in a container.
    private Duration databaseCpu() {
        Path file = directory.resolve("postgres").resolve("postmaster.pid");
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.empty()) {
            return lines.findFirst().map(Long::valueOf).flatMap(ProcessHandle::of).stream()
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                    .flatMap(process -> process.info().totalCpuDuration().stream())
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
