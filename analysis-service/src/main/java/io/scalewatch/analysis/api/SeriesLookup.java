package io.scalewatch.analysis.api;

import io.scalewatch.analysis.history.History;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.contracts.event.SeriesKey;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds the series that an address names.
final class SeriesLookup {

    /// The path of a series' name.
    static final String NAME = "/{family}/{task}/{taskVersion}/{variant}/{scoringVersion}";

    private SeriesLookup() {}

    /// Answers with a fit, at present or as of a past moment; or with the problem.
    ///
    /// @param name the five parts of a series' name
    static Response fit(
            History history,
            Optional<String> at,
            Function<CurveFitted, Response.ResponseBuilder> answer,
            String... name) {
        Optional<Instant> moment = at.flatMap(Moments::parse);
        if (at.isPresent() && moment.isEmpty()) {
            return Problem.response(
                    Response.Status.BAD_REQUEST,
                    "The series can't be shown as of this moment.",
                    new Problem.Violation("at", "not a moment", Moments.REMEDY));
        }
        return named(name)
                .flatMap(series -> moment.map(then -> history.fit(series, then)).orElseGet(() -> history.fit(series)))
                .map(fit -> answer.apply(fit).build())
                .orElseGet(() -> notFound(moment.isPresent()));
    }

    static Response notFound(boolean ofAMoment) {
        return Problem.response(
                Response.Status.NOT_FOUND,
                "There is no series of that name" + (ofAMoment ? ", or none that was fitted by then" : "")
                        + ". /api/series lists those with scores.");
    }

    /// Nothing for what can't be a series' name.
    static Optional<SeriesKey> named(String... parts) {
        return Stream.of(parts).allMatch(Names::isName)
                ? Optional.of(new SeriesKey(parts[0], parts[1], parts[2], parts[3], parts[4]))
                : Optional.empty();
    }
}
