package io.scalewatch.local.fit;

import io.scalewatch.local.fit.CsvReader.CsvRecord;
import io.scalewatch.local.fit.TableException.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Curves as a researcher keeps them: a row per curve and size, in the columns `curve`, `family`, `task`,
/// `parameters`, `correct` and `trials`, in any order and among any others.
///
/// @param curves in the order of the file
record CurveTable(List<TabledCurve> curves) {

    private static final List<String> COLUMNS = List.of("curve", "family", "task", "parameters", "correct", "trials");
    /// More than anyone can ask; sums of it stay exact.
    private static final long MOST_TRIALS = 1_000_000_000_000L;

    /// @param points the smallest size first
    record TabledCurve(String name, String family, String task, List<Point> points) {}

    /// @param line of the file
    record Point(int line, long parameters, long correct, long trials) {}

    /// @throws TableException with every problem of the text
    static CurveTable parse(String text) {
        List<CsvRecord> records = CsvReader.read(text);
        if (records.isEmpty()) {
            throw new TableException(1, "the file is empty", "give it a header with " + String.join(", ", COLUMNS));
        }
        return new Parser(header(records.getFirst()), records.getFirst().cells().size())
                .parse(records.subList(1, records.size()), records.getFirst().line());
    }

    private static Map<String, Integer> header(CsvRecord header) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            String column = header.cells().get(i).strip().toLowerCase(Locale.ROOT);
            if (places.putIfAbsent(column, i) != null && COLUMNS.contains(column)) {
                throw new TableException(header.line(), "the column " + column + " is there twice", "keep one of them");
            }
        }
        List<String> missing =
                COLUMNS.stream().filter(column -> !places.containsKey(column)).toList();
        if (!missing.isEmpty()) {
            throw new TableException(
                    header.line(),
                    (missing.size() == 1 ? "the column " : "the columns ")
                            + String.join(", ", missing)
                            + (missing.size() == 1 ? " is missing" : " are missing"),
                    "the first line must name the columns " + String.join(", ", COLUMNS));
        }
        return places;
    }

    private static final class Parser {

        private final Map<String, Integer> columns;
        private final int width;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, TabledCurve> curves = new LinkedHashMap<>();

        Parser(Map<String, Integer> columns, int width) {
            this.columns = columns;
            this.width = width;
        }

        CurveTable parse(List<CsvRecord> rows, int headerLine) {
            rows.forEach(this::row);
            if (rows.isEmpty()) {
                problem(headerLine, "no row follows the header", "add a row per curve and size");
            }
            if (!problems.isEmpty()) {
                throw new TableException(problems);
            }
            curves.values().forEach(curve -> curve.points().sort(Comparator.comparingLong(Point::parameters)));
            return new CurveTable(List.copyOf(curves.values()));
        }

        private void row(CsvRecord row) {
            if (row.cells().size() != width) {
                problem(
                        row.line(),
                        "the row has " + row.cells().size() + " cells, the header " + width,
                        "give it a cell per column, and quote a cell that holds a comma");
                return;
            }
            String name = text(row, "curve");
            String family = text(row, "family");
            String task = text(row, "task");
            Optional<Long> parameters = whole(row, "parameters");
            Optional<Long> correct = whole(row, "correct");
            Optional<Long> trials = whole(row, "trials");
            if (parameters.isEmpty() || correct.isEmpty() || trials.isEmpty() || name.isBlank()) {
                return;
            }
            Point point = new Point(row.line(), parameters.get(), correct.get(), trials.get());
            if (makesSense(point)) {
                add(
                        point,
                        curves.computeIfAbsent(name, n -> new TabledCurve(n, family, task, new ArrayList<>())),
                        family,
                        task);
            }
        }

        private boolean makesSense(Point point) {
            int before = problems.size();
            if (point.parameters() <= 0) {
                problem(
                        point.line(),
                        "parameters must be positive, not " + point.parameters(),
                        "give the model's size");
            }
            if (point.trials() <= 0) {
                problem(
                        point.line(),
                        "trials must be positive, not " + point.trials(),
                        "leave out a size without trials");
            } else if (point.trials() > MOST_TRIALS) {
                problem(point.line(), "trials must be at most " + MOST_TRIALS, "check the number");
            }
            if (point.correct() < 0) {
                problem(point.line(), "correct must not be negative, but is " + point.correct(), "give a count");
            } else if (point.correct() > point.trials()) {
                problem(
                        point.line(),
                        "correct is " + point.correct() + ", more than the " + point.trials() + " trials",
                        "correct counts those of the trials that were answered right");
            }
            return problems.size() == before;
        }

        private void add(Point point, TabledCurve curve, String family, String task) {
            if (!curve.family().equals(family) || !curve.task().equals(task)) {
                problem(
                        point.line(),
                        "the curve " + curve.name() + " is of " + curve.family() + " on " + curve.task()
                                + " before, and of " + family + " on " + task + " here",
                        "a curve is of one family and one task: give each its own name");
                return;
            }
            for (Point other : curve.points()) {
                if (other.parameters() == point.parameters()) {
                    problem(
                            point.line(),
                            "the curve " + curve.name() + " has the size " + point.parameters() + " already, in line "
                                    + other.line(),
                            "add up the counts, or name another curve");
                    return;
                }
            }
            curve.points().add(point);
        }

        private String text(CsvRecord row, String column) {
            String cell = row.cells().get(columns.get(column)).strip();
            if (cell.isEmpty()) {
                problem(row.line(), column + " is empty", "name the " + column);
            }
            return cell;
        }

        private Optional<Long> whole(CsvRecord row, String column) {
            String cell = row.cells().get(columns.get(column)).strip();
            if (cell.isEmpty()) {
                problem(row.line(), column + " is empty", "give a whole number");
                return Optional.empty();
            }
            try {
                return Optional.of(new BigDecimal(cell).longValueExact());
            } catch (NumberFormatException e) {
                problem(
                        row.line(),
                        column + " is no number: " + shortened(cell),
                        "write digits only, such as 70000000");
            } catch (ArithmeticException e) {
                problem(row.line(), column + " is no whole number in range: " + shortened(cell), "give a whole number");
            }
            return Optional.empty();
        }

        private static String shortened(String cell) {
            return cell.length() <= 40 ? cell : cell.substring(0, 40) + "...";
        }

        private void problem(int line, String reason, String remedy) {
            problems.add(new Problem(line, reason, remedy));
        }
    }
}
