package io.scalewatch.local.runs;

import io.scalewatch.local.text.Columns;
import io.scalewatch.task.runs.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Runs in words.
final class RunLines {

    private static final List<String> HEADER =
            List.of("run", "kind", "state", "scored", "failed", "planned", "models", "tasks", "created");
    private static final List<String> MODEL_HEADER =
            List.of("model", "version", "scored", "failed", "published", "planned", "");

    private RunLines() {}

    static List<String> table(List<RunView> runs) {
        return Columns.lines(
                HEADER,
                runs.stream()
                        .map(run -> List.of(
                                run.id().toString(),
                                run.kind().name().toLowerCase(Locale.ROOT),
                                state(run),
                                count(run.scored()),
                                count(run.failed()),
                                count(run.planned()),
                                Integer.toString(run.models().size()),
                                Integer.toString(run.tasks().size()),
                                run.createdAt().toString()))
                        .toList());
    }

    /// One run with its models and its history.
    static List<String> sheet(RunView run) {
        List<String> lines = new ArrayList<>();
        lines.add("run " + run.id() + ", " + state(run));
        lines.add("asks " + String.join(", ", run.tasks()) + " as " + String.join(", ", run.variants()) + ", "
                + run.trials() + (run.trials() == 1 ? " trial, seed " : " trials, seed ") + run.seed());
        lines.add(progress(run)
                + String.format(
                        Locale.ROOT,
                        "; %,d tokens read and %,d written, %.2f US dollars",
                        run.spent().promptTokens(),
                        run.spent().completionTokens(),
                        run.spent().usd()));
        lines.add("");
        lines.addAll(Columns.lines(
                MODEL_HEADER,
                run.models().stream()
                        .map(model -> List.of(
                                model.model(),
                                model.version(),
                                count(model.scored()),
                                count(model.failed()),
                                count(model.published()),
                                count(model.planned()),
                                model.stalled() ? "can't be reached" : ""))
                        .toList()));
        if (!run.history().isEmpty()) {
            lines.add("");
            run.history()
                    .forEach(change -> lines.add(change.at() + "  " + change.state()
                            + change.cause().map(cause -> ", " + cause).orElse("")));
        }
        return lines;
    }

    /// How far it is, in one line.
    static String progress(RunView run) {
        return count(run.scored()) + " of " + count(run.planned()) + " scored, " + count(run.failed()) + " failed"
                + (run.lost() > 0 ? ", " + count(run.lost()) + " of them lost" : "");
    }

    static String state(RunView run) {
        return run.state() + run.cause().map(cause -> " (" + cause + ")").orElse("");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
