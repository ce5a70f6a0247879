package io.scalewatch.task.runs;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// A run as it changes, for as long as it is open.
@ApplicationScoped
public class RunEvents {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final RunViews views;

    RunEvents(RunViews views) {
        this.views = views;
    }

    /// The run now, then whenever it is another than before, at most twice a second; ends after the run did. A
    /// reader that is slow misses views and never the last one.
    Multi<RunView> of(UUID id) {
        AtomicBoolean ended = new AtomicBoolean();
        return Multi.createFrom()
                .ticks()
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .map(tick -> views.find(id).orElseThrow())
                .select()
                .first(run -> !ended.getAndSet(run.endedAt().isPresent()))
                .skip()
                .repetitions();
    }
}
