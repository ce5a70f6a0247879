package io.scalewatch.local.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a [RateFunction]: a number for a constant, or an object with a kind and its fields.
final class RateFunctionReader {

    private static final List<String> KINDS =
            List.of("constant", "logistic", "falling", "u", "inverted-u", "step", "table");

    private static final double NARROWEST = 0.001;
    private static final double WIDEST = 10;
    private static final double LARGEST_LOG = 18;

    private RateFunctionReader() {}

    /// @param sizes what a table must have
    static RateFunction read(SpecNode node, List<Long> sizes) {
        if (node.isNumber()) {
            return new RateFunction.Constant(rate(node));
        }
        String kind = node.field("kind").one(name -> Optional.of(name).filter(KINDS::contains), KINDS, name -> name);
        RateFunction function = switch (kind) {
            case "constant" -> new RateFunction.Constant(rate(node.field("rate")));
            case "logistic" ->
                new RateFunction.Logistic(
                        rate(node.field("low")), rate(node.field("high")), size(node, "middle"), width(node));
            case "falling" ->
                new RateFunction.Falling(
                        rate(node.field("high")), rate(node.field("low")), size(node, "middle"), width(node));
            case "u" ->
                new RateFunction.U(
                        rate(node.field("high")), rate(node.field("low")), size(node, "bottom"), width(node));
            case "inverted-u" ->
                new RateFunction.InvertedU(
                        rate(node.field("low")), rate(node.field("high")), size(node, "top"), width(node));
            case "step" ->
                new RateFunction.Step(rate(node.field("before")), rate(node.field("after")), size(node, "at"));
            default -> table(node.field("rates"), sizes);
        };
        node.onlyKnownFields();
        return function;
    }

    private static RateFunction table(SpecNode node, List<Long> sizes) {
        Map<Long, Double> rates = new HashMap<>();
        node.entries()
                .forEach((name, item) -> rates.put(
                        ParameterCount.parse(name)
                                .orElseThrow(
                                        () -> item.error("is not a number of parameters", "write one such as 1.5B")),
                        rate(item)));
        for (long size : sizes) {
            if (!rates.containsKey(size)) {
                throw node.error("has no rate for " + size + " parameters", "add one");
            }
        }
        return new RateFunction.Table(rates);
    }

    private static double rate(SpecNode node) {
        return node.number(0, 1);
    }

    private static double size(SpecNode node, String field) {
        return node.field(field).number(0, LARGEST_LOG);
    }

    private static double width(SpecNode node) {
        return node.field("width").number(NARROWEST, WIDEST);
    }
}
