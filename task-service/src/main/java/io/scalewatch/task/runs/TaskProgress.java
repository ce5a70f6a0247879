package io.scalewatch.task.runs;

import io.scalewatch.task.database.Database;
import io.scalewatch.task.plan.PromptPlan;
import io.scalewatch.task.progress.ProgressSegment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// How far each task of a run is, per model. Counted from the bitmaps when somebody asks, so that a score costs
/// no more for it: the plan says which task a bit belongs to.
@ApplicationScoped
public class TaskProgress {

    private final Database database;
    private final RunPlans plans;

    TaskProgress(Database database, RunPlans plans) {
        this.database = database;
        this.plans = plans;
    }

    /// In prompts, each counted once.
    public record OfTask(String task, String version, long planned, long scored, long failed, List<OfModel> models) {}

    public record OfModel(String model, String version, long planned, long scored, long failed) {}

    /// Bits per task and model.
    private static final class Counts {

        private final PromptPlan plan;
        private final List<String> tasks;
        private final long[][] scored;
        private final long[][] failed;

        Counts(PromptPlan plan, List<String> tasks, int models) {
            this.plan = plan;
            this.tasks = tasks;
            this.scored = new long[tasks.size()][models];
            this.failed = new long[tasks.size()][models];
        }

        void add(long first, IntStream bits, long[][] counts) {
            bits.forEach(bit -> {
                long index = first + bit;
                String task = plan.at(plan.position(index)).task().name();
                counts[tasks.indexOf(task)][plan.ordinal(index)]++;
            });
        }
    }

    /// @throws IllegalStateException if there is no such run
    public List<OfTask> of(UUID run) {
        RunPlans.Planned planned = plans.of(run);
        RunSpec spec = planned.spec();
        Counts counts = new Counts(
                planned.plan(),
                spec.tasks().stream().map(RunSpec.TaskRef::name).toList(),
                spec.models().size());
        // One after the other, however many there are: a run may have thousands.
        for (int number = 0; number <= ProgressSegment.number(planned.plan().planned() - 1); number++) {
            addSegment(run, number, counts);
        }
        return IntStream.range(0, spec.tasks().size())
                .mapToObj(task -> ofTask(spec, task, counts))
                .toList();
    }

    private void addSegment(UUID run, int number, Counts counts) {
        database.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT open, scored, failed FROM task.run_segment WHERE run_id = ? AND segment = ?")) {
                select.setObject(1, run);
                select.setInt(2, number);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        ProgressSegment segment = ProgressSegment.of(row.getBytes(2), row.getBytes(3), row.getInt(1));
                        long first = (long) number * ProgressSegment.SIZE;
                        counts.add(first, segment.scored(), counts.scored);
                        counts.add(first, segment.failed(), counts.failed);
                    }
                }
            }
            return null;
        });
    }

    private static OfTask ofTask(RunSpec spec, int task, Counts counts) {
        RunSpec.TaskRef ref = spec.tasks().get(task);
        long planned = counts.plan.positions(ref.name());
        List<OfModel> models = new ArrayList<>();
        for (int ordinal = 0; ordinal < spec.models().size(); ordinal++) {
            models.add(new OfModel(
                    spec.models().get(ordinal).model().model(),
                    spec.models().get(ordinal).model().version(),
                    planned,
                    counts.scored[task][ordinal],
                    counts.failed[task][ordinal]));
        }
        return new OfTask(
                ref.name(),
                ref.version(),
                planned * models.size(),
                models.stream().mapToLong(OfModel::scored).sum(),
                models.stream().mapToLong(OfModel::failed).sum(),
                models);
    }
}
