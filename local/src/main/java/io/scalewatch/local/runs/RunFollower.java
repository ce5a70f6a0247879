package io.scalewatch.local.runs;

import io.scalewatch.local.rest.JsonService;
import io.scalewatch.task.runs.RunState;
import io.scalewatch.task.runs.RunView;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/// Waits for the end of a run, and says now and then how far it is.
final class RunFollower {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    private final JsonService tasks;
    private final Consumer<String> say;

    /// @param say told a line every few seconds, and at once what needs somebody
    RunFollower(JsonService tasks, Consumer<String> say) {
        this.tasks = tasks;
        this.say = say;
    }

    RunView untilEnd(UUID id) throws InterruptedException {
        long lastLine = System.nanoTime();
        long done = 0;
        RunState.Name state = RunState.Name.PLANNED;
        while (true) {
            RunView run = tasks.get("/api/runs/" + id, RunView.class);
            if (run.endedAt().isPresent()) {
                return run;
            }
            long now = System.nanoTime();
            if (run.state() != state && (needsSomebody(run.state()) || needsSomebody(state))) {
                say.accept(RunLines.state(run) + ": " + RunLines.progress(run));
            }
            state = run.state();
            if (now - lastLine >= LINE_INTERVAL.toNanos()) {
                long terminal = run.scored() + run.failed();
                double rate = (terminal - done) / ((now - lastLine) / 1e9);
                say.accept(RunLines.progress(run) + String.format(Locale.ROOT, "; %,.0f/s", rate));
                lastLine = now;
                done = terminal;
            }
            Thread.sleep(LOOK_INTERVAL);
        }
    }

    private static boolean needsSomebody(RunState.Name state) {
        return switch (state) {
            case PAUSED, STALLED -> true;
            case PLANNED, RUNNING, COMPLETED, CANCELLED, SUPERSEDED, FAILED -> false;
        };
    }
}
