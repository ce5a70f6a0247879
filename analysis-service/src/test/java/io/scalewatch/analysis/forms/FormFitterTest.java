package io.scalewatch.analysis.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.forms.FittedForm.Parameter;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormFitterTest {

    private static final double[] SIZES = {8, 8.6, 9.2, 9.8, 10.4, 11};

    @Test
    void findsTheParametersThatExpectedCountsCameFrom() {
        assertFound(
                FormFitter.fit(Form.FALLING_ERROR, curve(x -> 1 - 0.1 - 0.6 * Math.pow(10, -0.4 * (x - 8)))),
                Map.of("a", 0.6, "alpha", 0.4, "L", 0.1));
        assertFound(
                FormFitter.fit(Form.GROWING_ERROR, curve(x -> 1 - 0.2 - 0.5 * Math.pow(10, 0.5 * (x - 11)))),
                Map.of("a", 0.5, "alpha", 0.5, "L", 0.2));
        assertFound(
                FormFitter.fit(Form.FALLING_ACCURACY, curve(x -> 0.9 * Math.pow(10, -0.15 * (x - 8)))),
                Map.of("c", 0.9, "alpha", 0.15));
        assertFound(
                FormFitter.fit(Form.SIGMOID, curve(x -> 0.1 + 0.8 / (1 + Math.exp(-4 * (x - 9.4))))),
                Map.of("left", 0.1, "right", 0.9, "beta", 4.0, "center", 9.4));
        FittedForm quadratic = FormFitter.fit(Form.QUADRATIC_LOGIT, curve(x -> {
            double z = (x - 9.5) / 1.5;
            return 1 / (1 + Math.exp(-(-0.5 - 0.6 * z + 1.5 * z * z)));
        }));
        assertFound(quadratic, Map.of("b0", -0.5, "b1", -0.6, "b2", 1.5));
        assertThat(Math.log10(quadratic.turning().orElseThrow().parameters())).isCloseTo(9.8, within(0.02));
    }

    @Test
    void findsABreak() {
        double[] sizes = IntStream.range(0, 11).mapToDouble(i -> 7 + 0.4 * i).toArray();
        DoubleUnaryOperator truth = x ->
                1 - 0.05 - 0.5 * Math.pow(10, -0.02 * (x - 7)) * Math.pow(1 + Math.pow(10, (x - 9) / 0.2), -0.5 * 0.2);
        FittedForm broken = FormFitter.fit(Form.BROKEN_POWER_LAW, curve(sizes, truth));
        assertThat(broken.deviance()).isLessThan(1e-3);
        assertThat(broken.parameters())
                .filteredOn(p -> p.name().equals("d"))
                .allSatisfy(p -> assertThat(p.value()).isCloseTo(9, within(0.1)));
    }

    @Test
    void whatDoesNotApplyIsOmittedWithItsReason() {
        FormFits fits = FormFitter.of(curve(x -> 0.2 + 0.2 * (x - 8)), "independent trials assumed");
        assertThat(fits.fitted())
                .extracting(FittedForm::form)
                .containsExactlyInAnyOrder(Form.FALLING_ERROR, Form.SIGMOID, Form.QUADRATIC_LOGIT);
        assertThat(fits.fitted()).isSortedAccordingTo((a, b) -> Double.compare(a.bic(), b.bic()));
        assertThat(fits.omitted())
                .containsExactlyInAnyOrder(
                        new FormFits.Omitted(Form.GROWING_ERROR, "the error does not grow"),
                        new FormFits.Omitted(Form.FALLING_ACCURACY, "accuracy does not fall"),
                        new FormFits.Omitted(Form.BROKEN_POWER_LAW, "needs 9 sizes"));
        assertThat(FormFitter.of(Curve.of(new double[0], new double[0], new double[0]), "none")
                        .fitted())
                .isEmpty();
    }

    @Test
    void aFormThatIsNotTheCurvesSaysSo() {
        FittedForm wrong = FormFitter.fit(Form.FALLING_ACCURACY, curve(x -> x < 9 ? 0.9 : x < 10 ? 0.3 : 0.8));
        assertThat(wrong.fitP()).isLessThan(1e-6);
    }

    @Test
    void certainAnswersAreNoObstacle() {
        FormFits fits = FormFitter.of(curve(x -> x < 9.5 ? 0 : 1), "independent trials assumed");
        assertThat(fits.fitted()).extracting(FittedForm::form).contains(Form.SIGMOID);
        assertThat(fits.fitted())
                .allSatisfy(fit ->
                        assertThat(fit.curve()).allMatch(place -> place.accuracy() >= 0 && place.accuracy() <= 1));
    }

    @Test
    void repeatedTrialsOfASampleCountAsOne() {
        List<CurvePoint> points = IntStream.range(0, 6)
                .mapToObj(i -> new CurvePoint(
                        "m" + i,
                        "v",
                        Math.round(Math.pow(10, SIZES[i])),
                        100,
                        300,
                        300,
                        30 * (i + 3),
                        0,
                        (i + 3) / 10.0,
                        new Interval(0, 1),
                        Map.of()))
                .toList();
        FormFits fits = FormFitter.of(points);
        assertThat(fits.counts()).isEqualTo("repeated trials of a sample count as one");
        assertThat(fits.fitted().getFirst().bic() - fits.fitted().getFirst().deviance())
                .isCloseTo(fits.fitted().getFirst().parameters().size() * Math.log(600), within(1e-9));
    }

    private static void assertFound(FittedForm fit, Map<String, Double> truth) {
        assertThat(fit.parameters()).extracting(Parameter::name).containsExactlyInAnyOrderElementsOf(truth.keySet());
        assertThat(fit.deviance()).isLessThan(1e-4);
        assertThat(fit.fitP()).isGreaterThan(0.99);
        for (Parameter parameter : fit.parameters()) {
            double value = truth.get(parameter.name());
            assertThat(parameter.value()).as(parameter.name()).isCloseTo(value, within(0.01 * Math.abs(value)));
            assertThat(parameter.lower().orElse(Double.NEGATIVE_INFINITY)).isLessThan(value);
            assertThat(parameter.upper().orElse(Double.POSITIVE_INFINITY)).isGreaterThan(value);
        }
    }

    private static Curve curve(DoubleUnaryOperator truth) {
        return curve(SIZES, truth);
    }

    /// The counts that are expected.
    private static Curve curve(double[] sizes, DoubleUnaryOperator truth) {
        double[] trials = new double[sizes.length];
        double[] successes = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            trials[i] = 2000;
            successes[i] = 2000 * truth.applyAsDouble(sizes[i]);
        }
        return Curve.of(sizes, trials, successes);
    }
}
