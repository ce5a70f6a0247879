package io.scalewatch.task.database;

import io.scalewatch.task.retry.Backoff;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Waits for the database as long as it takes: a channel that threw would stop for good.
public final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

    private Patience() {}

    /// Returns when the attempt has succeeded.
    ///
    /// @param otherwise what the log says of an attempt that has not
    /// @throws RuntimeException the attempt's, if the thread is interrupted
    public static void untilDone(String otherwise, Runnable attempt) {
        for (int failures = 1; ; failures++) {
            try {
                attempt.run();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("%s, cause=%s", otherwise, e);
                try {
                    Thread.sleep(BACKOFF.after(failures));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }
}
