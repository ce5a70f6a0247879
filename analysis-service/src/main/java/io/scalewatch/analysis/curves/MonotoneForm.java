package io.scalewatch.analysis.curves;

import java.util.Map;
import java.util.TreeMap;

/// Which of the curves without a bend describes the counts best, by the Bayesian information criterion.
///
/// @param form the one of the least criterion; of equal ones the one with fewer parameters
/// @param upward whether it rises with size; of no meaning for a constant
/// @param bic the criterion by the name of the form, finite ones only
record MonotoneForm(Form form, boolean upward, Map<String, Double> bic) {

    enum Form {
        CONSTANT("constant", 1),
        LINEAR("linear", 2),
        STEP("step", 3),
        SOFT_STEP("soft-step", 4);

        private final String label;
        private final int parameters;

        Form(String label, int parameters) {
            this.label = label;
            this.parameters = parameters;
        }

        boolean isAbrupt() {
            return this == STEP || this == SOFT_STEP;
        }
    }

    private record Candidate(Form form, double logLikelihood, boolean upward) {

        double bic(double penalty) {
            return form.parameters * penalty - 2 * logLikelihood;
        }
    }

    /// @param curve of effective counts, a point per size, at least 2 points
    static MonotoneForm of(Curve curve, OrderLikelihoods order) {
        LogisticFit linear = LogisticFit.of(curve, 1);
        StepFit step = StepFit.sharp(curve);
        StepFit softStep = StepFit.soft(curve);
        Candidate[] candidates = {
            new Candidate(Form.CONSTANT, order.constant(), false),
            new Candidate(Form.LINEAR, linear.logLikelihood(), linear.coefficient(1) > 0),
            new Candidate(Form.STEP, step.logLikelihood(), step.upward()),
            new Candidate(Form.SOFT_STEP, softStep.logLikelihood(), softStep.upward())
        };
        double penalty = Math.log(curve.totalTrials());
        Candidate best = candidates[0];
        Map<String, Double> bic = new TreeMap<>();
        for (Candidate candidate : candidates) {
            double value = candidate.bic(penalty);
            if (Double.isFinite(value)) {
                bic.put(candidate.form.label, value);
                if (value < best.bic(penalty)) {
                    best = candidate;
                }
            }
        }
        return new MonotoneForm(best.form, best.upward, bic);
    }
}
