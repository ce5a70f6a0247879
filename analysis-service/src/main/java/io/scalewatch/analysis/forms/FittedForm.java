package io.scalewatch.analysis.forms;

import java.util.List;
import java.util.Optional;

/// A form as it fits one curve best, by binomial maximum likelihood.
///
/// @param reference C0, in parameters
/// @param deviance twice the log-likelihood that it lacks of a curve through all points
/// @param degreesOfFreedom points less parameters
/// @param fitP how often a curve of this form has such a deviance or a larger one; small where the form is not
///     the curve's, and then the intervals don't hold
/// @param bic of the forms of one curve the least is the one that pays for its parameters
/// @param curve accuracy at sizes from the smallest to the largest, for drawing
/// @param turning of the quadratic logit, where it turns, in parameters, with Fieller's set
public record FittedForm(
        Form form,
        String formula,
        double reference,
        List<Parameter> parameters,
        double deviance,
        int degreesOfFreedom,
        double fitP,
        double bic,
        List<Place> curve,
        Optional<Turning> turning) {

    public FittedForm {
        parameters = List.copyOf(parameters);
        curve = List.copyOf(curve);
    }

    /// @param lower of the 95 % profile-likelihood interval; none where the counts don't bound it on that side
    public record Parameter(String name, double value, Optional<Double> lower, Optional<Double> upper) {}

    public record Place(double parameters, double accuracy) {}

    public record Turning(double parameters, Optional<Double> lower, Optional<Double> upper) {}
}
