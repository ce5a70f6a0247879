package io.scalewatch.task.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.scalewatch.task.imports.Template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An expression of a template: a field, a text, a number or a list of expressions, followed by any of
/// `.field`, `[index]`, `.strip()`, `.lower()`, `.upper()`, `.split("x")`, `.index(x)`, `| trim`, `| lower`, `|
/// upper`.
sealed interface TemplateExpression {

    /// @throws TemplateException says what the document lacks
    JsonNode value(ObjectNode document) throws TemplateException;

    /// @throws TemplateException says what it has that is not known
    static TemplateExpression parse(String source) throws TemplateException {
        return new Parser(source).parse();
    }

    /// As Jinja prints it.
    static String text(JsonNode value) throws TemplateException {
        if (value.isContainerNode() || value.isNull()) {
            throw new TemplateException("puts something into a text that is no text");
        }
        return printed(value);
    }

    /// A text, a number or a boolean as Python prints it.
    static String printed(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() ? "True" : "False" : value.asText();
    }

    record Field(String name) implements TemplateExpression {

        @Override
        public JsonNode value(ObjectNode document) throws TemplateException {
            JsonNode value = document.get(name);
            if (value == null) {
                throw new TemplateException("needs the field " + name + ", which is missing");
            }
            return value;
        }
    }

    record Literal(JsonNode literal) implements TemplateExpression {

        @Override
        public JsonNode value(ObjectNode document) {
            return literal;
        }
    }

    record Items(List<TemplateExpression> items) implements TemplateExpression {

        @Override
        public JsonNode value(ObjectNode document) throws TemplateException {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (TemplateExpression item : items) {
                list.add(item.value(document));
            }
            return list;
        }
    }

    /// A part of a list or an object.
    record Part(TemplateExpression of, TemplateExpression index) implements TemplateExpression {

        @Override
        public JsonNode value(ObjectNode document) throws TemplateException {
            JsonNode whole = of.value(document);
            JsonNode key = index.value(document);
            JsonNode part = null;
            if (whole.isArray() && key.isIntegralNumber()) {
                int place = key.intValue() < 0 ? key.intValue() + whole.size() : key.intValue();
                part = whole.get(place);
            } else if (whole.isObject() && key.isTextual()) {
                part = whole.get(key.textValue());
            }
            if (part == null) {
                throw new TemplateException("asks for a part that the document has not");
            }
            return part;
        }
    }

    /// A method or a filter.
    record Call(TemplateExpression of, String name, List<TemplateExpression> arguments) implements TemplateExpression {

        @Override
        public JsonNode value(ObjectNode document) throws TemplateException {
            JsonNode subject = of.value(document);
            return switch (name) {
                case "strip", "trim" -> new TextNode(text(subject).strip());
                case "lower" -> new TextNode(text(subject).toLowerCase(Locale.ROOT));
                case "upper" -> new TextNode(text(subject).toUpperCase(Locale.ROOT));
                case "split" -> {
                    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
                    String separator = text(arguments.getFirst().value(document));
                    if (separator.isEmpty()) {
                        throw new TemplateException("splits by nothing");
                    }
                    for (String part : text(subject).split(Pattern.quote(separator), -1)) {
                        parts.add(part);
                    }
                    yield parts;
                }
                case "index" -> {
                    JsonNode wanted = arguments.getFirst().value(document);
                    for (int i = 0; subject.isArray() && i < subject.size(); i++) {
                        if (subject.get(i).equals(wanted)) {
                            yield new IntNode(i);
                        }
                    }
                    throw new TemplateException("looks for something that its list has not");
                }
                default -> throw new IllegalStateException("the parser knows no " + name);
            };
        }
    }

    /// One pass over the source.
    final class Parser {

        private static final Pattern TOKEN = Pattern.compile(
                "\\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<number>-?\\d{1,9})|'(?<one>[^'\\\\]*)'|\"(?<two>[^\"\\\\]*)\""
                        + "|(?<sign>[\\[\\](),.|]))");

        /// Each step is a call within a call when a document is read.
        private static final int LONGEST_CHAIN = 20;

        private final String source;
        private final Matcher matcher;
        private int depth;

        private Parser(String source) {
            this.source = source.strip();
            this.matcher = TOKEN.matcher(this.source);
        }

        private TemplateExpression parse() throws TemplateException {
            TemplateExpression expression = expression();
            if (matcher.regionStart() < source.length()) {
                throw unknown();
            }
            return expression;
        }

        private TemplateExpression expression() throws TemplateException {
            if (++depth > 20) {
                throw new TemplateException("is nested too deeply");
            }
            TemplateExpression expression = primary();
            for (int steps = 0; ; steps++) {
                if (steps > LONGEST_CHAIN) {
                    throw new TemplateException("has a chain of more than " + LONGEST_CHAIN + " steps");
                }
                if (sign("[")) {
                    expression = new Part(expression, expression());
                    require("]");
                } else if (sign(".")) {
                    expression = member(expression, name());
                } else if (sign("|")) {
                    String filter = name();
                    if (!List.of("trim", "lower", "upper").contains(filter)) {
                        throw new TemplateException("has a filter that is not known: only trim, lower and upper are");
                    }
                    expression = new Call(expression, filter, List.of());
                } else {
                    depth--;
                    return expression;
                }
            }
        }

        private TemplateExpression member(TemplateExpression of, String name) throws TemplateException {
            if (!sign("(")) {
                return new Part(of, new Literal(new TextNode(name)));
            }
            List<TemplateExpression> arguments = items(")");
            boolean known = switch (name) {
                case "strip", "lower", "upper" -> arguments.isEmpty();
                case "split", "index" -> arguments.size() == 1;
                default -> false;
            };
            if (!known) {
                throw new TemplateException(
                        "calls what is not known: only strip(), lower(), upper(), split(x) and index(x) are");
            }
            return new Call(of, name, arguments);
        }

        private TemplateExpression primary() throws TemplateException {
            if (sign("[")) {
                return new Items(items("]"));
            }
            if (sign("(")) {
                TemplateExpression inner = expression();
                require(")");
                return inner;
            }
            if (!matcher.lookingAt() || matcher.group("sign") != null) {
                throw unknown();
            }
            TemplateExpression primary;
            if (matcher.group("name") != null) {
                primary = new Field(matcher.group("name"));
            } else if (matcher.group("number") != null) {
                primary = new Literal(new IntNode(Integer.parseInt(matcher.group("number"))));
            } else {
                String text = matcher.group("one") != null ? matcher.group("one") : matcher.group("two");
                primary = new Literal(new TextNode(text));
            }
            advance();
            return primary;
        }

        private List<TemplateExpression> items(String end) throws TemplateException {
            List<TemplateExpression> items = new ArrayList<>();
            while (!sign(end)) {
                items.add(expression());
                if (!sign(",")) {
                    require(end);
                    break;
                }
            }
            return items;
        }

        private String name() throws TemplateException {
            if (!matcher.lookingAt() || matcher.group("name") == null) {
                throw unknown();
            }
            String name = matcher.group("name");
            advance();
            return name;
        }

        private boolean sign(String sign) {
            boolean there = matcher.lookingAt() && sign.equals(matcher.group("sign"));
            if (there) {
                advance();
            }
            return there;
        }

        private void require(String sign) throws TemplateException {
            if (!sign(sign)) {
                throw unknown();
            }
        }

        private void advance() {
            matcher.region(matcher.end(), source.length());
        }

        private TemplateException unknown() {
            return new TemplateException("has an expression that is not known, at its character "
                    + (matcher.regionStart() + 1) + ": '" + source.substring(0, Math.min(60, source.length())) + "'");
        }
    }
}
