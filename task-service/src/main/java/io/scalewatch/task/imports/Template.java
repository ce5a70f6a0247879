package io.scalewatch.task.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/// A template of the lm-evaluation-harness: the name of a field, or a text with expressions in double braces.
/// Of Jinja it knows what prompts are made of, see [TemplateExpression], and refuses the rest when it is read,
/// so that no prompt comes out other than its author meant.
public final class Template {

    private final String name;
    private final List<Part> parts;

    private Template(String name, List<Part> parts) {
        this.name = name;
        this.parts = List.copyOf(parts);
    }

    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Hole(TemplateExpression expression) implements Part {}

    /// @param name the key under which it stands, for messages
    /// @throws TemplateException says what it has that is not known
    static Template parse(String name, String source) throws TemplateException {
        if (source.contains("{%") || source.contains("{#")) {
            throw new TemplateException("has a statement or a comment: only {{ expressions }} are known");
        }
        if (source.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            return new Template(name, List.of(new Hole(TemplateExpression.parse(source))));
        }
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int open = source.indexOf("{{"); open >= 0; open = source.indexOf("{{", at)) {
            int close = source.indexOf("}}", open);
            if (close < 0) {
                throw new TemplateException("has {{ that is never closed");
            }
            if (open > at) {
                parts.add(new Text(source.substring(at, open)));
            }
            parts.add(new Hole(TemplateExpression.parse(source.substring(open + 2, close))));
            at = close + 2;
        }
        if (at < source.length()) {
            parts.add(new Text(source.substring(at)));
        }
        return new Template(name, parts);
    }

    /// One that says the same of every document.
    static Template constant(String name, JsonNode value) {
        return new Template(name, List.of(new Hole(new TemplateExpression.Literal(value))));
    }

    /// A list of texts, which are no templates.
    ///
    /// @throws TemplateException if one is no text
    static Template items(String name, JsonNode list) throws TemplateException {
        for (JsonNode item : list) {
            if (!item.isValueNode() || item.asText().contains("{{")) {
                throw new TemplateException("has something that is not a plain text");
            }
        }
        return constant(name, list);
    }

    /// What it says of a document: the value itself of a single expression, else a text.
    ///
    /// @throws RowException says what the document lacks
    JsonNode apply(ObjectNode document) throws RowException {
        try {
            if (parts.size() == 1 && parts.getFirst() instanceof Hole(TemplateExpression only)) {
                return only.value(document);
            }
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                switch (part) {
                    case Text(String literal) -> text.append(literal);
                    case Hole(TemplateExpression expression) ->
                        text.append(TemplateExpression.text(expression.value(document)));
                }
            }
            return new TextNode(text.toString());
        } catch (TemplateException e) {
            throw new RowException(name + " " + e.getMessage());
        }
    }

    /// What is wrong with a template, or with a document for it; begins with a verb.
    static final class TemplateException extends Exception {

        private static final long serialVersionUID = 1L;

        TemplateException(String reason) {
            super(reason, null, false, false);
        }
    }
}
