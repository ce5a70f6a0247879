package io.scalewatch.task.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.catalogue.Variant;
import io.scalewatch.task.imports.HarnessTask.Output;
import io.scalewatch.task.imports.Template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The YAML of a task of the lm-evaluation-harness. What would change a prompt or an answer and is not known is
/// refused; filters, which Scalewatch's own extraction takes the place of, are told of; other keys are left
/// out.
final class HarnessManifest {

    private static final Pattern FUNCTION = Pattern.compile("^\\s*(\\w+)\\s*:\\s*!.*");
    private static final Set<String> REFUSED = Set.of(
            "include",
            "process_docs",
            "process_results",
            "use_prompt",
            "doc_to_image",
            "doc_to_audio",
            "custom_dataset");
    private static final Set<String> METRICS = Set.of("acc", "acc_norm", "exact_match");
    private static final Set<String> HARMLESS_FILTERS =
            Set.of("take_first", "remove_whitespace", "lowercase", "uppercase");

    private final ManifestFields fields;
    private final ManifestErrors errors;
    private final List<String> warnings = new ArrayList<>();

    HarnessManifest(ObjectNode root, String text, ManifestErrors errors) {
        this.fields = new ManifestFields(root, errors);
        this.errors = errors;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (FUNCTION.matcher(lines.get(i)).matches()) {
                errors.at(i + 1, "a function or tag is not taken: only texts and {{ expressions }} are");
            }
        }
    }

    TaskManifest read() {
        REFUSED.stream().filter(fields.node()::has).sorted().forEach(key -> fields.reject(key, "is not supported"));
        metrics();
        filters();
        return new TaskManifest(
                ManifestReader.name(fields, "task"),
                Optional.of(TaskFormat.LM_EVALUATION_HARNESS),
                fields.fileName("data"),
                Mechanism.UNSPECIFIED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                variants(),
                generation(),
                task(),
                warnings);
    }

    private Optional<HarnessTask> task() {
        Output output = output();
        Optional<Template> text = template("doc_to_text");
        Optional<Template> target = template("doc_to_target");
        Optional<Template> choices = template("doc_to_choice");
        if (output == Output.MULTIPLE_CHOICE && !fields.node().has("doc_to_choice")) {
            errors.at("output_type", "doc_to_choice is missing: multiple_choice needs it");
        }
        if (!fields.node().has("doc_to_target")) {
            errors.at("doc_to_text", "doc_to_target is missing");
        }
        String description = description();
        return text.isPresent() && target.isPresent()
                ? Optional.of(new HarnessTask(output, description, text.get(), target.get(), choices))
                : Optional.empty();
    }

    /// The harness fills templates in it; nobody would want double braces in a prompt.
    private String description() {
        Optional<JsonNode> value = fields.find("description");
        if (value.isEmpty()) {
            return "";
        }
        String text = value.get().asText();
        if (!value.get().isTextual()) {
            fields.reject("description", "is not a text");
        } else if (text.contains("{{") || text.contains("{%") || text.contains("{#")) {
            fields.reject("description", "has a template: only plain text is taken");
        }
        return text;
    }

    private Output output() {
        String type = fields.text("output_type").orElse("generate_until");
        return switch (type) {
            case "multiple_choice" -> Output.MULTIPLE_CHOICE;
            case "generate_until" -> Output.GENERATE_UNTIL;
            case "loglikelihood" -> Output.LOGLIKELIHOOD;
            default -> {
                fields.reject("output_type", "is unknown: use multiple_choice, generate_until or loglikelihood");
                yield Output.GENERATE_UNTIL;
            }
        };
    }

    /// A text; a number, which is the place of a choice; or a list of texts.
    private Optional<Template> template(String key) {
        JsonNode value = fields.node().get(key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            if (value.isArray()) {
                return Optional.of(Template.items(key, value));
            }
            if (value.isIntegralNumber()) {
                return Optional.of(Template.constant(key, value));
            }
            if (!value.isTextual() || value.textValue().isBlank()) {
                fields.reject(key, "is not a text");
                return Optional.empty();
            }
            return Optional.of(Template.parse(key, value.textValue()));
        } catch (TemplateException e) {
            fields.reject(key, e.getMessage());
            return Optional.empty();
        }
    }

    private void metrics() {
        for (JsonNode metric : fields.list("metric_list")) {
            String name = metric.path("metric").asText("");
            if (!METRICS.contains(name)) {
                fields.reject("metric_list", "has a metric other than acc, acc_norm and exact_match");
            }
        }
    }

    private void filters() {
        for (JsonNode filter : fields.list("filter_list")) {
            for (JsonNode step : filter.path("filter")) {
                String function = step.path("function").asText("");
                if (!HARMLESS_FILTERS.contains(function)) {
                    warnings.add("a filter of filter_list"
                            + (function.matches("\\w{1,40}") ? ", " + function + "," : "")
                            + " is not used: Scalewatch finds the answers in its own way");
                }
            }
        }
    }

    private List<String> variants() {
        return fields
                .whole("num_fewshot", 0, Variant.FewShot.MOST)
                .filter(shots -> shots > 0)
                .map(shots -> new Variant.FewShot(shots.intValue()).id())
                .stream()
                .toList();
    }

    private Optional<GenerationParameters> generation() {
        return fields.object("generation_kwargs").map(kwargs -> {
            GenerationParameters usual = GenerationParameters.DEFAULT;
            return new GenerationParameters(
                    kwargs.whole("max_gen_toks", 1, 1_000_000)
                            .map(Math::toIntExact)
                            .orElse(usual.maxTokens()),
                    kwargs.decimal("temperature", 0, 2).orElse(usual.temperature()),
                    Optional.empty());
        });
    }
}
