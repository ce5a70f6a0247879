package io.scalewatch.analysis.forms;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.curves.PublishedCounts;
import io.scalewatch.analysis.curves.Vertex;
import io.scalewatch.analysis.forms.FormSearch.Found;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.hipparchus.exception.MathRuntimeException;

/// Fits every form that applies to a curve of accuracy. Takes milliseconds, and is not for each score.
public final class FormFitter {

    private static final int DRAWN = 61;

    private FormFitter() {}

    /// The forms of a published curve.
    public static FormFits of(List<CurvePoint> points) {
        PublishedCounts counts = PublishedCounts.of(points);
        return of(
                counts.curve(),
                counts.repeated() ? "repeated trials of a sample count as one" : "independent trials assumed");
    }

    /// The forms of a curve of independent trials.
    public static FormFits of(Curve curve, String counts) {
        Curve pooled = curve.pooledBySize();
        List<FittedForm> fitted = new ArrayList<>();
        List<FormFits.Omitted> omitted = new ArrayList<>();
        for (Form form : Form.values()) {
            Optional<String> reason = reasonToOmit(form, pooled);
            if (reason.isPresent()) {
                omitted.add(new FormFits.Omitted(form, reason.get()));
                continue;
            }
            try {
                fitted.add(fit(form, pooled));
            } catch (FormNotFoundException | MathRuntimeException e) {
                omitted.add(new FormFits.Omitted(form, "no best fit was found"));
            }
        }
        fitted.sort(Comparator.comparingDouble(FittedForm::bic));
        return new FormFits(fitted, omitted, counts);
    }

    private static Optional<String> reasonToOmit(Form form, Curve curve) {
        if (curve.points() < form.leastSizes()) {
            return Optional.of("needs " + form.leastSizes() + " sizes");
        }
        double slope = slope(curve);
        return switch (form) {
            case FALLING_ERROR -> slope > 0 ? Optional.empty() : Optional.of("the error does not fall");
            case GROWING_ERROR -> slope < 0 ? Optional.empty() : Optional.of("the error does not grow");
            case FALLING_ACCURACY -> slope < 0 ? Optional.empty() : Optional.of("accuracy does not fall");
            case SIGMOID, QUADRATIC_LOGIT, BROKEN_POWER_LAW -> Optional.empty();
        };
    }

    /// The sign of the least-squares slope.
    private static double slope(Curve curve) {
        double sum = 0;
        double mean = 0;
        for (int i = 0; i < curve.points(); i++) {
            mean += curve.z(i) / curve.points();
        }
        for (int i = 0; i < curve.points(); i++) {
            sum += (curve.z(i) - mean) * curve.rate(i);
        }
        return sum;
    }

    static FittedForm fit(Form form, Curve curve) {
        FormModel model = FormModel.of(form, curve);
        FormSearch search = new FormSearch(model, curve);
        ProfileIntervals profiles = new ProfileIntervals(model, search, search.best());
        ProfileIntervals.Ends[] ends = profiles.all();
        Found best = profiles.best();
        double[] values = search.shown(best.free());
        List<FittedForm.Parameter> parameters = new ArrayList<>();
        for (int j = 0; j < values.length; j++) {
            parameters.add(new FittedForm.Parameter(model.names().get(j), values[j], ends[j].lower(), ends[j].upper()));
        }
        int degrees = curve.points() - values.length;
        return new FittedForm(
                form,
                form.formula(),
                Math.pow(10, model.reference()),
                parameters,
                best.deviance(),
                degrees,
                RegularizedGamma.Q.value(degrees / 2.0, best.deviance() / 2),
                best.deviance() + values.length * Math.log(curve.totalTrials()),
                drawn(model, values, curve),
                form == Form.QUADRATIC_LOGIT ? turning(curve) : Optional.empty());
    }

    private static List<FittedForm.Place> drawn(FormModel model, double[] values, Curve curve) {
        double from = curve.log10Size(0);
        double to = curve.log10Size(curve.points() - 1);
        List<FittedForm.Place> places = new ArrayList<>();
        for (int i = 0; i < DRAWN; i++) {
            double x = from + (to - from) * i / (DRAWN - 1);
            places.add(new FittedForm.Place(
                    Math.pow(10, x), Math.clamp(model.rate().at(values, x), 0, 1)));
        }
        return places;
    }

    /// Where the vertex lies among the sizes: elsewhere nothing is seen to turn.
    private static Optional<FittedForm.Turning> turning(Curve curve) {
        return Vertex.of(curve)
                .filter(vertex -> Math.abs(curve.zOf(vertex.log10Size())) <= 1)
                .map(vertex -> {
                    Optional<Interval> set = vertex.interval();
                    return new FittedForm.Turning(
                            Math.pow(10, vertex.log10Size()),
                            set.map(interval -> Math.pow(10, interval.lower())),
                            set.map(interval -> Math.pow(10, interval.upper())));
                });
    }
}
