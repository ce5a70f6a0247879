package io.scalewatch.contracts.event;

import java.util.Optional;

/// At which size a bent curve turns: the vertex of the quadratic fit to its log-odds.
///
/// @param parameters the size of the vertex
/// @param interval Fieller's 95 % set, in parameters; empty where the sizes don't bound it
public record TurningPoint(double parameters, Optional<Interval> interval) {

    public TurningPoint {
        Require.that(parameters > 0, "parameters must be positive");
        interval = Require.orEmpty(interval);
    }
}
