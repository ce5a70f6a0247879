package io.scalewatch.local.demo;

import io.scalewatch.contracts.event.AlertKind;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.CurvePoint;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.contracts.event.ShapeEvidence;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came out of a demo, as JSON tells it.
public record DemoReport(
        List<Series> series, List<Alert> alerts, Prompts prompts, Seconds seconds, double promptsPerSecond) {

    /// Exit status when prompts failed, were lost or were counted twice.
    public static final int FAILED = 1;
    /// Exit status when a shape is not what the simulation was built to show.
    public static final int UNEXPECTED_SHAPE = 100;

    /// @param expected the shapes that the simulation was built to show, with `|` between them; absent: nothing
    /// claimed
    public record Series(
            String family,
            String task,
            String variant,
            Shape shape,
            Optional<String> expected,
            List<Point> points,
            ShapeEvidence evidence) {

        static Series of(CurveFitted fit, List<Shape> expected) {
            return new Series(
                    fit.series().family(),
                    fit.series().task(),
                    fit.series().variant(),
                    fit.shape(),
                    expected.isEmpty()
                            ? Optional.empty()
                            : Optional.of(String.join(
                                    "|", expected.stream().map(Enum::name).toList())),
                    fit.points().stream().map(Point::of).toList(),
                    fit.evidence());
        }

        /// FLAT takes more samples to prove than a demo asks for, so INCONCLUSIVE will do for it.
        public boolean isAsExpected() {
            return expected.map(text -> List.of(text.split("\\|")))
                    .map(names -> names.contains(shape.name())
                            || shape == Shape.INCONCLUSIVE && names.contains(Shape.FLAT.name()))
                    .orElse(true);
        }
    }

    /// @param labels how often each label occurred
    public record Point(
            String model,
            String version,
            long parameters,
            long trials,
            long answered,
            long correct,
            long failures,
            Map<Label, Long> labels) {

        static Point of(CurvePoint point) {
            Map<Label, Long> labels = new EnumMap<>(Label.class);
            point.labels().forEach((label, rate) -> labels.put(label, rate.count()));
            return new Point(
                    point.model(),
                    point.version(),
                    point.parameters(),
                    point.trials(),
                    point.answered(),
                    point.correct(),
                    point.failures(),
                    labels);
        }
    }

    public record Alert(
            AlertKind kind,
            String family,
            String task,
            String variant,
            ScalingAlert.Status status,
            ScalingAlert.Severity severity,
            String summary,
            ShapeEvidence.Trend effect,
            ScalingAlert.Evidence evidence) {

        static Alert of(ScalingAlert alert) {
            return new Alert(
                    alert.kind(),
                    alert.series().family(),
                    alert.series().task(),
                    alert.series().variant(),
                    alert.status(),
                    alert.severity(),
                    alert.summary(),
                    alert.effect(),
                    alert.evidence());
        }
    }

    /// All from the analysis's counts and the topic `scores`, none from the task-service's own books.
    ///
    /// @param scored labelled trials in the points
    /// @param failed failures in the points
    /// @param lost planned, and neither scored nor failed at the end
    /// @param duplicated labelled trials in the points, less the distinct prompts with a label on `scores`
    public record Prompts(long planned, long scored, long failed, long lost, long duplicated) {

        static Prompts of(long planned, List<Series> series, long distinctOnTopic) {
            long scored = series.stream()
                    .flatMap(s -> s.points().stream())
                    .mapToLong(Point::trials)
                    .sum();
            long failed = series.stream()
                    .flatMap(s -> s.points().stream())
                    .mapToLong(Point::failures)
                    .sum();
            return new Prompts(planned, scored, failed, planned - scored - failed, scored - distinctOnTopic);
        }

        boolean areComplete() {
            return failed == 0 && lost == 0 && duplicated == 0;
        }
    }

    /// @param start until the stack was ready
    /// @param run from the first deployment until all was counted
    public record Seconds(double start, double run) {}

    /// 0 fine, 1 where prompts went wrong, 100 where a shape did.
    public int exitStatus() {
        if (!prompts.areComplete()) {
            return FAILED;
        }
        return series.stream().allMatch(Series::isAsExpected) ? 0 : UNEXPECTED_SHAPE;
    }
}
