package io.scalewatch.local.runs;

import io.scalewatch.local.text.Columns;
import io.scalewatch.task.runs.RunEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a run would take, in words.
final class EstimateLines {

    private static final List<String> HEADER =
            List.of("model", "version", "prompts", "tokens read", "tokens written", "US dollars", "time");
    private static final int MINUTE = 60;

    private EstimateLines() {}

    static List<String> of(RunEstimate estimate) {
        List<List<String>> rows = new ArrayList<>();
        estimate.models()
                .forEach(model -> rows.add(row(
                        model.model(),
                        model.version(),
                        model.prompts(),
                        model.promptTokens(),
                        model.completionTokens(),
                        model.costUsd(),
                        model.seconds())));
        rows.add(row(
                "in all",
                "",
                estimate.prompts(),
                estimate.promptTokens(),
                estimate.completionTokens(),
                estimate.costUsd(),
                estimate.seconds()));
        List<String> lines = new ArrayList<>(Columns.lines(HEADER, rows));
        lines.add("");
        estimate.basis().forEach(line -> lines.add("- " + line));
        return lines;
    }

    private static List<String> row(
            String model,
            String version,
            long prompts,
            long read,
            long written,
            Optional<Double> usd,
            Optional<Double> seconds) {
        return List.of(
                model,
                version,
                count(prompts),
                count(read),
                count(written),
                usd.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("unknown"),
                seconds.map(EstimateLines::time).orElse("unknown"));
    }

    private static String time(double seconds) {
        return seconds < 2 * MINUTE
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
