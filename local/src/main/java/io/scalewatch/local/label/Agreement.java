package io.scalewatch.local.label;

import io.scalewatch.contracts.event.Label;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// How far two have labelled the same completions alike.
final class Agreement {

    private static final String FIRST = "%-14s";
    private static final String CELL = "%12s";

    private final String rows;
    private final String columns;
    private final Map<Label, Map<Label, Long>> counts = new EnumMap<>(Label.class);
    private long all;
    private long alike;

    /// @param rows who the first label of each pair is of
    /// @param columns who the second one is of
    Agreement(String rows, String columns) {
        this.rows = rows;
        this.columns = columns;
    }

    void add(Label row, Label column) {
        counts.computeIfAbsent(row, label -> new EnumMap<>(Label.class)).merge(column, 1L, Long::sum);
        all++;
        alike += row == column ? 1 : 0;
    }

    boolean isEmpty() {
        return all == 0;
    }

    /// The share of equal labels.
    double share() {
        return (double) alike / all;
    }

    /// Cohen's kappa (Cohen 1960, "A coefficient of agreement for nominal scales"): the share of equal labels beyond
    /// what chance gives two that use each label as often. Nothing where both use one label alone.
    OptionalDouble kappa() {
        double chance = 0;
        for (Label label : Label.values()) {
            chance += (double) row(label) / all * column(label) / all;
        }
        return chance >= 1 ? OptionalDouble.empty() : OptionalDouble.of((share() - chance) / (1 - chance));
    }

    private long row(Label label) {
        return counts.getOrDefault(label, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private long column(Label label) {
        return counts.values().stream()
                .mapToLong(row -> row.getOrDefault(label, 0L))
                .sum();
    }

    /// The figures and the confusion matrix.
    String report() {
        StringBuilder report = new StringBuilder();
        OptionalDouble kappa = kappa();
        report.append(String.format(
                Locale.ROOT,
                "%n%s and %s agree on %d of %d (%.1f %%), Cohen's kappa %s%n",
                rows,
                columns,
                alike,
                all,
                100 * share(),
                kappa.isPresent() ? String.format(Locale.ROOT, "%.3f", kappa.getAsDouble()) : "not defined"));
        Set<Label> used = EnumSet.noneOf(Label.class);
        for (Label label : Label.values()) {
            if (row(label) + column(label) > 0) {
                used.add(label);
            }
        }
        report.append(String.format(FIRST, rows + " \\ " + columns));
        used.forEach(label -> report.append(String.format(CELL, label)));
        report.append(System.lineSeparator());
        for (Label row : used) {
            report.append(String.format(FIRST, row));
            for (Label column : used) {
                report.append(
                        String.format(CELL, counts.getOrDefault(row, Map.of()).getOrDefault(column, 0L)));
            }
            report.append(System.lineSeparator());
        }
        return report.toString();
    }
}
