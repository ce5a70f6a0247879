package io.scalewatch.task.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The fields of a row, checked as they are asked for. In CSV every field is a text, and one that is empty is
/// none.
///
/// @param csv whether numbers, lists, and yes and no stand in texts
record Fields(ObjectNode row, boolean csv) {

    /// Enough for every measured quantity, and read alike by everyone who scores an answer.
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");

    /// The field where it is there.
    Optional<JsonNode> find(String field) {
        return Optional.ofNullable(row.get(field))
                .filter(value -> !value.isNull() && !(csv && value.textValue().isEmpty()));
    }

    JsonNode require(String field) throws RowException {
        return find(field).orElseThrow(() -> new RowException(field + " is missing"));
    }

    /// A text, which may be blank.
    String text(String field) throws RowException {
        return text(require(field), field);
    }

    /// A text with something in it.
    String content(String field) throws RowException {
        return content(require(field), field);
    }

    Optional<String> optionalContent(String field) throws RowException {
        Optional<JsonNode> value = find(field);
        return value.isEmpty() ? Optional.empty() : Optional.of(content(value.get(), field));
    }

    /// A place in a list, counted from 0.
    ///
    /// @param what is in the list, in the plural
    int index(String field, int size, String what) throws RowException {
        JsonNode value = require(field);
        boolean whole = csv ? value.textValue().strip().matches("-?\\d{1,18}") : value.isIntegralNumber();
        if (!whole) {
            throw new RowException(field + " is not a whole number");
        }
        long index =
                csv ? Long.parseLong(value.textValue().strip()) : value.canConvertToLong() ? value.longValue() : -1;
        if (index < 0 || index >= size) {
            throw new RowException(field + " is out of range: there are " + size + " " + what + ", counted from 0");
        }
        return (int) index;
    }

    /// A plain decimal number, as it is written.
    String number(String field) throws RowException {
        return number(require(field), field);
    }

    boolean flag(String field) throws RowException {
        Optional<JsonNode> value = find(field);
        if (value.isEmpty()) {
            return false;
        }
        if (csv && Set.of("true", "false").contains(value.get().textValue())) {
            return value.get().textValue().equals("true");
        }
        if (!value.get().isBoolean()) {
            throw new RowException(field + " is neither true nor false");
        }
        return value.get().booleanValue();
    }

    /// A list of texts with something in each, or a single one.
    List<String> contents(String field) throws RowException {
        JsonNode value = require(field);
        if (csv && value.textValue().startsWith("[")) {
            return PythonList.parse(field, value.textValue());
        }
        return contents(value, field);
    }

    /// Refuses fields that have no meaning, lest a misspelled one is overlooked.
    void only(Set<String> known) throws RowException {
        for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new RowException((name.length() > 40 ? "a field" : "'" + name + "'") + " is unknown; a row has "
                        + String.join(", ", known.stream().sorted().toList())
                        + "; anything else goes into metadata");
            }
        }
    }

    static List<String> contents(JsonNode value, String field) throws RowException {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode item : value) {
                texts.add(content(item, field));
            }
        } else {
            texts.add(content(value, field));
        }
        return texts;
    }

    static String content(JsonNode value, String field) throws RowException {
        String text = text(value, field);
        if (text.isBlank()) {
            throw new RowException(field + " is empty");
        }
        return text;
    }

    static String text(JsonNode value, String field) throws RowException {
        if (!value.isTextual()) {
            throw new RowException(field + " is not a string");
        }
        return encodable(value.textValue(), field);
    }

    static String number(JsonNode value, String field) throws RowException {
        String text = value.isNumber()
                ? plain(value.decimalValue(), field)
                : value.isTextual() ? value.textValue().strip() : "";
        if (!NUMBER.matcher(text).matches()) {
            throw new RowException(field + " is not a plain decimal number");
        }
        return text;
    }

    private static String plain(BigDecimal number, String field) throws RowException {
        // A huge exponent would be written out.
        if (Math.abs((long) number.scale()) + number.precision() > 60) {
            throw new RowException(field + " is not a plain decimal number");
        }
        return number.toPlainString();
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /// Half of a surrogate pair can be escaped in JSON and Python, but can't be sent to any model.
    static String encodable(String text, String field) throws RowException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    throw new RowException(field + " has half of a surrogate pair, which is not a character");
                }
                i++;
            }
        }
        return text;
    }
}
