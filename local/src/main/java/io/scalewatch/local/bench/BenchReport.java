package io.scalewatch.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the benchmark has measured.
///
/// @param prompts in the measured run
/// @param seconds from the first prompt published to the last one counted in a fit
/// @param scoreToFit milliseconds from a score's record to the arrival of the fit that counts it
/// @param cpuMillisPerThousandPrompts of all processes together
public record BenchReport(
        int processors,
        long prompts,
        int models,
        int latencyMs,
        int inferenceInstances,
        int scoringInstances,
        double seconds,
        double promptsPerSecond,
        FitLatencies.Percentiles scoreToFit,
        double cpuMillisPerThousandPrompts,
        List<Process> processes) {

    /// @param peakMebibytes the most memory that was resident at once, over the process's whole life
    public record Process(String name, double cpuMillisPerThousandPrompts, Optional<Double> peakMebibytes) {}

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%,d prompts, %d models, %d ms latency, %d processors"
                .formatted(prompts, models, latencyMs, processors));
        lines.add("%,.0f prompts/s, from published to counted in a fit (%.1f s)".formatted(promptsPerSecond, seconds));
        lines.add("from score to fit: p50 %d ms, p99 %d ms, max %d ms"
                .formatted(scoreToFit.p50(), scoreToFit.p99(), scoreToFit.max()));
        lines.add("");
        lines.add("%-22s %24s %12s".formatted("process", "CPU ms / 1,000 prompts", "peak MiB"));
        processes.forEach(process -> lines.add("%-22s %24.1f %12s"
                .formatted(
                        process.name(),
                        process.cpuMillisPerThousandPrompts(),
                        process.peakMebibytes().map("%.0f"::formatted).orElse("unknown"))));
        lines.add("%-22s %24.1f".formatted("all", cpuMillisPerThousandPrompts));
        return lines;
    }
}
