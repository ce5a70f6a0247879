package io.scalewatch.analysis.curves;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A real curve of `reference/curves.csv`.
public record ReferenceCurve(
        String name, List<Long> parameters, List<Long> correct, List<Long> trials, Set<String> acceptableShapes) {

    public static List<ReferenceCurve> all() {
        Map<String, ReferenceCurve> curves = new LinkedHashMap<>();
        for (String line : lines("/reference/curves.csv")) {
            String[] cells = line.split(",");
            if (!cells[0].equals("curve")) {
                ReferenceCurve curve = curves.computeIfAbsent(
                        cells[0],
                        name -> new ReferenceCurve(
                                name,
                                new ArrayList<>(),
                                new ArrayList<>(),
                                new ArrayList<>(),
                                Set.of(cells[6].split("\\|"))));
                curve.parameters.add(Long.parseLong(cells[3]));
                curve.correct.add(Long.parseLong(cells[4]));
                curve.trials.add(Long.parseLong(cells[5]));
            }
        }
        return List.copyOf(curves.values());
    }

    public static ReferenceCurve named(String name) {
        return all().stream()
                .filter(curve -> curve.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static List<String> lines(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(ReferenceCurve.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Curve counts() {
        return Curve.of(
                parameters.stream().mapToDouble(Math::log10).toArray(),
                trials.stream().mapToDouble(Long::doubleValue).toArray(),
                correct.stream().mapToDouble(Long::doubleValue).toArray());
    }

    public long[] correctArray() {
        return correct.stream().mapToLong(Long::longValue).toArray();
    }

    public long[] trialsArray() {
        return trials.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
