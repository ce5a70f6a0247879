package io.scalewatch.local.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A value in a file or request, with its path, so that every complaint names it.
final class SpecNode {

    private final String path;
    private final JsonNode value;
    private final Set<String> known = new LinkedHashSet<>();

    SpecNode(String path, JsonNode value) {
        this.path = path;
        this.value = value == null ? MissingNode.getInstance() : value;
    }

    InvalidSpecException error(String reason, String remedy) {
        return new InvalidSpecException(path.isEmpty() ? "(the file)" : path, reason, remedy);
    }

    boolean isThere() {
        return !value.isMissingNode() && !value.isNull();
    }

    boolean isNumber() {
        return value.isNumber();
    }

    /// The field of an object, there or not.
    SpecNode field(String name) {
        if (!value.isObject()) {
            throw error("is not an object", "write fields with names, such as " + name);
        }
        known.add(name);
        return new SpecNode(path.isEmpty() ? name : path + "." + name, value.get(name));
    }

    /// To be called when all fields have been asked for: a name that was not is a slip of the pen.
    void onlyKnownFields() {
        value.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new SpecNode(path.isEmpty() ? name : path + "." + name, value.get(name))
                        .error("is not known", "one of " + String.join(", ", known));
            }
        });
    }

    /// The items of a list; of a single value, that one; of nothing, none.
    List<SpecNode> items() {
        List<SpecNode> items = new ArrayList<>();
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                items.add(new SpecNode(path + "[" + i + "]", value.get(i)));
            }
        } else if (isThere()) {
            items.add(this);
        }
        return items;
    }

    /// The fields of an object whose names are not fixed.
    Map<String, SpecNode> entries() {
        Map<String, SpecNode> entries = new LinkedHashMap<>();
        if (isThere()) {
            if (!value.isObject()) {
                throw error("is not an object", "write a name and a value for each");
            }
            value.fieldNames().forEachRemaining(name -> entries.put(name, field(name)));
        }
        return entries;
    }

    String text() {
        require();
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw error("is not a text", "write one");
        }
        return value.textValue();
    }

    double number(double smallest, double largest) {
        require();
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= smallest && number <= largest)) {
            throw error("is not a number from " + plain(smallest) + " to " + plain(largest), "write one");
        }
        return number;
    }

    long whole(long smallest, long largest, long otherwise) {
        if (!isThere()) {
            return otherwise;
        }
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (!whole || value.longValue() < smallest || value.longValue() > largest) {
            throw error("is not a whole number from " + smallest + " to " + largest, "write one");
        }
        return value.longValue();
    }

    boolean truth(boolean otherwise) {
        if (!isThere()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw error("is neither true nor false", "write one of them");
        }
        return value.booleanValue();
    }

    /// A number of parameters, such as 350000000, 350M or 1.5B.
    long parameters() {
        require();
        return ParameterCount.parse(value.asText())
                .orElseThrow(() -> error("is not a number of parameters", "write one such as 350000000, 350M or 1.5B"));
    }

    /// One of a closed set.
    <T> T one(Function<String, Optional<T>> byName, List<T> all, Function<T, String> name) {
        require();
        return byName.apply(value.asText())
                .orElseThrow(() ->
                        error("is not known", "one of " + all.stream().map(name).collect(Collectors.joining(", "))));
    }

    private void require() {
        if (!isThere()) {
            throw error("is missing", "add it");
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
