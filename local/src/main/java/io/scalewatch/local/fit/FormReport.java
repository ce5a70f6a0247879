package io.scalewatch.local.fit;

import io.scalewatch.analysis.curves.Curve;
import io.scalewatch.analysis.forms.FittedForm;
import io.scalewatch.analysis.forms.FormFits;
import io.scalewatch.analysis.forms.FormFitter;
import io.scalewatch.local.fit.CurveTable.TabledCurve;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The forms of a table's curves.
final class FormReport {

    private FormReport() {}

    /// An object of the JSON array.
    record CurveForms(String curve, String family, String task, FormFits forms) {

        static CurveForms of(TabledCurve curve) {
            List<CurveTable.Point> points = curve.points();
            Curve counts = Curve.of(
                    points.stream().mapToDouble(p -> Math.log10(p.parameters())).toArray(),
                    points.stream().mapToDouble(CurveTable.Point::trials).toArray(),
                    points.stream().mapToDouble(CurveTable.Point::correct).toArray());
            return new CurveForms(
                    curve.name(), curve.family(), curve.task(), FormFitter.of(counts, "independent trials assumed"));
        }
    }

    static String of(List<CurveForms> curves) {
        StringBuilder report = new StringBuilder();
        for (CurveForms curve : curves) {
            report.append(curve.curve()).append('\n');
            curve.forms().fitted().forEach(form -> lines(form, report));
            curve.forms().omitted().forEach(form -> report.append("  %s: %s%n".formatted(form.form(), form.reason())));
        }
        return report + """

                independent trials assumed; for showing, nothing is decided by these forms
                [...]  95 % profile-likelihood intervals; open where the counts don't bound them
                p      of a fit as bad as this or worse; where it is small the intervals don't hold
                """;
    }

    private static void lines(FittedForm form, StringBuilder report) {
        report.append(String.format(
                Locale.ROOT,
                "  %s: %s, C0 = %.4g, p %.3f, BIC %.1f%n    %s%n",
                form.form(),
                form.formula(),
                form.reference(),
                form.fitP(),
                form.bic(),
                form.parameters().stream().map(FormReport::text).collect(Collectors.joining("  "))));
        form.turning()
                .ifPresent(turning -> report.append(String.format(
                        Locale.ROOT,
                        "    turns at %.3g [%s, %s]%n",
                        turning.parameters(),
                        end(turning.lower()),
                        end(turning.upper()))));
    }

    private static String text(FittedForm.Parameter parameter) {
        return String.format(
                Locale.ROOT,
                "%s %.4g [%s, %s]",
                parameter.name(),
                parameter.value(),
                end(parameter.lower()),
                end(parameter.upper()));
    }

    private static String end(Optional<Double> end) {
        return end.map(value -> String.format(Locale.ROOT, "%.4g", value)).orElse("");
    }
}
