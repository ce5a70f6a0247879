package io.scalewatch.analysis.history;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventPart;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.event.Shape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/// A fit as the history keeps it: what it is found by, and the event's own text. To read all of it, and to write it
/// anew, was most of what storing it took.
///
/// @param body JSON of a [CurveFitted]
record StoredFit(Head head, String body) {

    private static final Logger LOG = Logger.getLogger(StoredFit.class);
    private static final EventPart<Head> HEAD = Codecs.CURVE_FITTED.part(Head.class);

    /// What a fit is found by.
    record Head(SeriesKey series, String epoch, long sequence, Shape shape, Instant fittedAt) {

        /// Which row of the past it is: of those with the same place, the last is kept.
        Place place() {
            return new Place(series.toString(), fittedAt.truncatedTo(ChronoUnit.MINUTES), epoch, shape);
        }
    }

    record Place(String series, Instant minute, String epoch, Shape shape) {}

    static StoredFit read(Headers headers, byte[] value) throws UnreadableEventException {
        return new StoredFit(HEAD.decode(headers, value), new String(value, StandardCharsets.UTF_8));
    }

    String series() {
        return head.series().toString();
    }

    /// The whole fit. This service has written it, and can read it; nothing where another has written something else.
    Optional<CurveFitted> fit() {
        return decode(body);
    }

    static Optional<CurveFitted> decode(String body) {
        try {
            return Optional.of(Codecs.CURVE_FITTED.decode(body.getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableEventException e) {
            LOG.warnf("Left out of what the history has: %s", e.getMessage());
            return Optional.empty();
        }
    }

    static StoredFit newer(StoredFit a, StoredFit b) {
        return b.head().sequence() > a.head().sequence() ? b : a;
    }
}
