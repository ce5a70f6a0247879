package io.scalewatch.task.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the YAML of a task: Scalewatch's own, or one of the lm-evaluation-harness, which has a `doc_to_text`.
public final class ManifestReader {

    /// The most bytes that the file may have.
    public static final int LIMIT = 256 * 1024;

    private static final ObjectReader YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    private static final Set<String> KEYS = Set.of(
            "name", "format", "data", "mechanism", "description", "kind", "label", "dials", "variants", "generation");

    private ManifestReader() {}

    /// Reads the stream to its end; does not close it.
    ///
    /// @throws InvalidManifestException names every line that is wrong
    /// @throws IOException if the stream can't be read
    public static TaskManifest read(InputStream in) throws IOException, InvalidManifestException {
        RowReader.Row whole = new RowReader.Row(in.readNBytes(LIMIT + 1), false, LIMIT);
        ManifestErrors errors = new ManifestErrors();
        String text;
        try {
            text = whole.text();
        } catch (RowException e) {
            throw errors.at(1, "the file is not UTF-8: save it with that encoding")
                    .exception();
        }
        if (whole.bytes().length > LIMIT) {
            throw errors.at(1, "the file is longer than " + LIMIT + " bytes").exception();
        }
        errors.locate(text);
        ObjectNode root = root(text, errors);
        for (Entry<String, JsonNode> entry : root.properties()) {
            if (hasControl(entry.getKey()) || hasControl(entry.getValue())) {
                errors.at(entry.getKey(), "a text has a control character other than a tab or a line end");
            }
        }
        errors.throwIfAny();
        TaskManifest manifest = root.has("doc_to_text")
                ? new HarnessManifest(root, text, errors).read()
                : own(new ManifestFields(root, errors));
        errors.throwIfAny();
        return manifest;
    }

    /// Whether some text in a value has a character that neither databases nor models take.
    private static boolean hasControl(JsonNode value) {
        for (Entry<String, JsonNode> entry : value.properties()) {
            if (hasControl(entry.getKey())) {
                return true;
            }
        }
        for (JsonNode item : value) {
            if (hasControl(item)) {
                return true;
            }
        }
        return value.isTextual() && hasControl(value.textValue());
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    private static ObjectNode root(String text, ManifestErrors errors) throws IOException, InvalidManifestException {
        try {
            JsonNode root = YAML.readTree(text);
            if (root instanceof ObjectNode object && !object.isEmpty()) {
                return object;
            }
            throw errors.at(1, "the file has no keys: it needs name or mechanism, for example")
                    .exception();
        } catch (JsonProcessingException e) {
            // The message of the parser quotes the file.
            throw errors.at(
                            e.getLocation() == null
                                    ? 1
                                    : Math.max(1, e.getLocation().getLineNr()),
                            "the file is not YAML, or has a key twice")
                    .exception();
        }
    }

    private static TaskManifest own(ManifestFields fields) {
        fields.only(KEYS);
        return new TaskManifest(
                name(fields, "name"),
                fields.text("format")
                        .flatMap(id -> fields.known("format", TaskFormat.of(id), "use one of " + TaskFormat.KNOWN)),
                fields.fileName("data"),
                fields.constant("mechanism", Mechanism.class).orElse(Mechanism.UNSPECIFIED),
                fields.text("description"),
                fields.constant("kind", AnswerKind.class),
                label(fields),
                dials(fields),
                variants(fields),
                generation(fields),
                Optional.empty(),
                List.of());
    }

    static Optional<String> name(ManifestFields fields, String key) {
        return fields.text(key)
                .flatMap(name -> fields.known(
                        key,
                        Optional.of(name).filter(Names::isName),
                        "use letters, digits and . _ : @ ( ) -, at most 100, a letter or digit first"));
    }

    private static Optional<Label> label(ManifestFields fields) {
        return fields.text("label")
                .flatMap(id -> fields.known("label", labelOf(id), "use distractor, sycophantic or trap"));
    }

    /// The label of wrong answers of that name.
    public static Optional<Label> labelOf(String id) {
        return Set.of("distractor", "sycophantic", "trap").contains(id)
                ? Optional.of(Label.valueOf(id.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    /// The mechanism of that name.
    public static Optional<Mechanism> mechanismOf(String id) {
        return Arrays.stream(Mechanism.values())
                .filter(mechanism -> ManifestFields.id(mechanism).equals(id))
                .findFirst();
    }

    /// What there is, for messages.
    public static String mechanisms() {
        return Arrays.stream(Mechanism.values()).map(ManifestFields::id).collect(Collectors.joining(", "));
    }

    private static List<Dial> dials(ManifestFields fields) {
        List<Dial> dials = new ArrayList<>();
        for (JsonNode dial : fields.list("dials")) {
            String name = dial.path("name").asText("");
            String meaning = dial.path("meaning").asText("");
            if (!Names.isName(name) || meaning.isBlank() || dial.size() != 2) {
                fields.reject("dials", "has one that is not a name and its meaning");
            } else if (dials.stream().anyMatch(other -> other.name().equals(name))) {
                fields.reject("dials", "has the same one twice");
            } else {
                dials.add(new Dial(name, meaning));
            }
        }
        return dials;
    }

    private static List<String> variants(ManifestFields fields) {
        List<String> variants = new ArrayList<>();
        for (JsonNode variant : fields.list("variants")) {
            if (Variant.of(variant.asText("")).isEmpty()) {
                fields.reject("variants", "has an unknown one: known are " + Variant.KNOWN);
            } else if (variants.contains(variant.asText())) {
                fields.reject("variants", "has the same one twice");
            } else {
                variants.add(variant.asText());
            }
        }
        return variants;
    }

    private static Optional<GenerationParameters> generation(ManifestFields fields) {
        Optional<ManifestFields> found = fields.object("generation");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ManifestFields generation = found.get();
        generation.only(Set.of("maxTokens", "temperature", "seed"));
        GenerationParameters usual = GenerationParameters.DEFAULT;
        return Optional.of(new GenerationParameters(
                generation
                        .whole("maxTokens", 1, 1_000_000)
                        .map(Math::toIntExact)
                        .orElse(usual.maxTokens()),
                generation.decimal("temperature", 0, 2).orElse(usual.temperature()),
                generation.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE)));
    }
}
