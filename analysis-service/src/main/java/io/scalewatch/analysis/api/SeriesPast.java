package io.scalewatch.analysis.api;

import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a series came to what it is.
///
/// @param looks the oldest first, at most [#MOST_LOOKS], one for each minute in which it changed
/// @param earlier the last fit of each earlier set of versions, the newest first, at most [#MOST_EARLIER]
public record SeriesPast(List<Look> looks, List<SeriesSummary> earlier) {

    static final int MOST_LOOKS = 500;
    static final int MOST_EARLIER = 5;

    /// What was known at a time.
    ///
    /// @param logEInverse natural logarithm of the e-value against "accuracy does not fall with size"
    /// @param logEPositive natural logarithm of the e-value against "accuracy does not rise with size"
    public record Look(
            Instant at,
            String epoch,
            Shape shape,
            long trials,
            double logEInverse,
            double logEPositive,
            Optional<ShapeEvidence.Trend> trend) {

        static Look of(CurveFitted fit) {
            return new Look(
                    fit.fittedAt(),
                    fit.epoch(),
                    fit.shape(),
                    fit.points().stream().mapToLong(point -> point.trials()).sum(),
                    fit.evidence().logEInverse(),
                    fit.evidence().logEPositive(),
                    fit.evidence().trend());
        }
    }

    /// @param past the newest first
    static SeriesPast of(List<CurveFitted> past) {
        List<Look> looks = new ArrayList<>();
        Map<String, CurveFitted> lastOfEpoch = new LinkedHashMap<>();
        for (CurveFitted fit : past) {
            looks.addFirst(Look.of(fit));
            lastOfEpoch.putIfAbsent(fit.epoch(), fit);
        }
        List<SeriesSummary> earlier = lastOfEpoch.values().stream()
                .skip(1)
                .limit(MOST_EARLIER)
                .map(SeriesSummary::of)
                .toList();
        return new SeriesPast(List.copyOf(looks), earlier);
    }
}
