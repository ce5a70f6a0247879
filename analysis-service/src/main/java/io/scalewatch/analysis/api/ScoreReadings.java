package io.scalewatch.analysis.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Semaphore;

/// How many may read the topic of the scores at one time: each reads a partition from its beginning.
@ApplicationScoped
class ScoreReadings {

    private static final int MOST_AT_ONCE = 2;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /// Held while they are read.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /// @throws WebApplicationException 503, if all places are taken
    Place begin() {
        if (!places.tryAcquire()) {
            throw new WebApplicationException(Problem.response(
                    Response.Status.SERVICE_UNAVAILABLE,
                    MOST_AT_ONCE + " readings of the scores are under way. Ask again."));
        }
        return places::release;
    }
}
