package io.scalewatch.analysis.export;

import io.scalewatch.analysis.export.Column.Type;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ServedBy;
import java.util.List;
import java.util.Optional;

/// Scores as a table, a row for each labelled trial: what a curve is counted from. What the model answered is not in
/// it.
public final class ScoreTable {

    public static final List<Column> COLUMNS = List.of(
            Column.of("run", Type.TEXT),
            Column.of("index", Type.WHOLE),
            Column.of("model", Type.TEXT),
            Column.of("version", Type.TEXT),
            Column.of("parameters", Type.WHOLE),
            Column.optional("training_flops", Type.NUMBER),
            Column.of("sample", Type.TEXT),
            Column.of("sample_group", Type.TEXT),
            Column.of("control", Type.YES_NO),
            Column.of("trial", Type.WHOLE),
            Column.of("label", Type.TEXT),
            Column.of("answered", Type.YES_NO),
            Column.of("correct", Type.YES_NO),
            Column.optional("confidence", Type.NUMBER),
            Column.of("call_latency_ms", Type.WHOLE),
            Column.of("cost_usd", Type.NUMBER),
            Column.of("scored_at", Type.MOMENT),
            Column.optional("reasoning_budget", Type.WHOLE));

    private ScoreTable() {}

    /// @param score with a label
    static List<Object> row(CompletionScored score) {
        Label label = score.label().orElseThrow();
        return List.of(
                score.id().runId().toString(),
                score.id().index(),
                score.model().model(),
                score.model().version(),
                score.model().parameters(),
                cell(score.model().trainingFlops()),
                score.trial().sample(),
                score.trial().group(),
                score.trial().control(),
                (long) score.trial().number(),
                label.name(),
                label.isAnswer(),
                label == Label.CORRECT,
                cell(score.statedConfidence()),
                score.callLatencyMillis(),
                score.costUsd(),
                score.scoredAt(),
                budget(score));
    }

    private static Object budget(CompletionScored score) {
        Optional<Integer> budget = score.served().flatMap(ServedBy::reasoningBudget);
        return budget.isPresent() ? (long) budget.get() : budget;
    }

    private static Object cell(Optional<Double> number) {
        return number.isPresent() ? number.get() : number;
    }
}
