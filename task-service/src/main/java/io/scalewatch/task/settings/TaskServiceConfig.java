package io.scalewatch.task.settings;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The settings of the fleet, the tasks and the outbox. [SettingsCheck] holds the ranges.
@ConfigMapping(prefix = "scalewatch.task")
public interface TaskServiceConfig {

    Outbox outbox();

    Deployments deployments();

    Webhook webhook();

    Imports imports();

    Catalogue catalogue();

    interface Outbox {

        /// How often the outbox is looked at when nothing woke it: after a change by another instance that died
        /// since.
        @WithDefault("1s")
        Duration pollInterval();

        /// The most events that are sent before the broker's acknowledgements are awaited, 1 to 128 (what the
        /// channel buffers).
        @WithDefault("100")
        int batchSize();

        /// The longest pause between attempts while the broker or the database is away.
        @WithDefault("5s")
        Duration maxBackoff();
    }

    interface Deployments {

        /// The longest pause between attempts while the database is away.
        @WithDefault("5s")
        Duration maxBackoff();

        /// How often a deployment is tried that fails for another reason than the database being away, before
        /// it goes to the dead letters.
        @WithDefault("5")
        int attempts();
    }

    interface Webhook {

        /// What callers of the webhook sign with, at least 16 characters; without it the webhook is off. Set it in the
        /// environment (`SCALEWATCH_TASK_WEBHOOK_SECRET`): it is shown nowhere.
        Optional<String> secret();

        /// How far the timestamp of a signed call may lie from this service's clock, 1 s to 1 h.
        @WithDefault("5m")
        Duration replayWindow();
    }

    interface Imports {

        /// The largest file that may be imported, at most 1G. A file is read row by row and goes through the
        /// folder for temporary files, where it takes a fraction of its size; a run of the task holds its
        /// samples in memory.
        @WithDefault("256M")
        MemorySize maxSize();
    }

    interface Catalogue {

        /// The most samples of imported tasks that are kept in memory; what is not is read again when it is
        /// needed.
        @WithDefault("50000")
        int cachedSamples();

        /// A folder with tasks of your own: a YAML each, and its rows beside it. Read at the start and whenever
        /// a file changes; `GET /api/catalogue` tells what became of each.
        Optional<Path> folder();
    }
}
