package io.scalewatch.task.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The keys of a YAML object. What is wrong with one is noted, and the reading goes on.
record ManifestFields(ObjectNode node, ManifestErrors errors) {

    private static final int LONGEST_TEXT = 10_000;

    void reject(String key, String reason) {
        errors.at(key, key + " " + reason);
    }

    void only(Set<String> known) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                errors.at(
                        name,
                        (name.length() > 40 ? "a key" : "'" + name + "'") + " is unknown; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    Optional<JsonNode> find(String key) {
        return Optional.ofNullable(node.get(key)).filter(value -> !value.isNull());
    }

    Optional<String> text(String key) {
        Optional<JsonNode> value = find(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().isValueNode() ? value.get().asText().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            reject(key, "is not a text of at most " + LONGEST_TEXT + " characters");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /// The name of a file in the same folder.
    Optional<String> fileName(String key) {
        return text(key)
                .flatMap(name -> known(
                        key,
                        Optional.of(name)
                                .filter(file ->
                                        file.matches("[^/\\\\\\x00]+") && !file.equals(".") && !file.equals("..")),
                        "name a file in the same folder"));
    }

    /// Notes that a value is unknown where it is.
    <T> Optional<T> known(String key, Optional<T> value, String remedy) {
        if (value.isEmpty()) {
            reject(key, "has an unknown value: " + remedy);
        }
        return value;
    }

    <E extends Enum<E>> Optional<E> constant(String key, Class<E> type) {
        return text(key)
                .flatMap(id -> known(
                        key,
                        Arrays.stream(type.getEnumConstants())
                                .filter(constant -> id(constant).equals(id))
                                .findFirst(),
                        "use one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(ManifestFields::id)
                                        .collect(Collectors.joining(", "))));
    }

    /// As it stands in files.
    static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<JsonNode> list(String key) {
        List<JsonNode> items = new ArrayList<>();
        find(key).ifPresent(value -> {
            if (value.isArray()) {
                value.forEach(items::add);
            } else {
                reject(key, "is not a list");
            }
        });
        return items;
    }

    Optional<ManifestFields> object(String key) {
        Optional<JsonNode> value = find(key);
        if (value.isPresent() && !value.get().isObject()) {
            reject(key, "is not an object");
            return Optional.empty();
        }
        return value.map(object -> new ManifestFields((ObjectNode) object, errors));
    }

    Optional<Long> whole(String key, long least, long most) {
        return find(key).flatMap(value -> {
            boolean fits = value.isIntegralNumber()
                    && value.canConvertToLong()
                    && value.longValue() >= least
                    && value.longValue() <= most;
            if (!fits) {
                reject(key, "is not a whole number from " + least + " to " + most);
            }
            return fits ? Optional.of(value.longValue()) : Optional.empty();
        });
    }

    Optional<Double> decimal(String key, double least, double most) {
        return find(key).flatMap(value -> {
            boolean fits = value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most;
            if (!fits) {
                reject(key, "is not a number from " + least + " to " + most);
            }
            return fits ? Optional.of(value.doubleValue()) : Optional.empty();
        });
    }
}
