package io.scalewatch.task.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.imports.Template.TemplateException;
import java.util.List;
import java.util.Optional;

/// Writes the YAML of a task, which [ManifestReader] reads.
public final class ManifestWriter {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private ManifestWriter() {}

    /// What is said about a task.
    ///
    /// @param first the answers of its first sample
    public record Said(
            String name,
            Mechanism mechanism,
            String description,
            List<Dial> dials,
            List<String> variants,
            Optional<GenerationParameters> generation,
            AnswerSpec first) {}

    /// The YAML of the rows that [TaskExport] writes into a file of that name.
    public static String yaml(TaskFormat format, String data, Said task) {
        try {
            return YAML.writeValueAsString(
                    format == TaskFormat.LM_EVALUATION_HARNESS ? harness(data, task) : own(format, data, task));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    private static ObjectNode own(TaskFormat format, String data, Said task) {
        ObjectNode root = YAML.createObjectNode();
        root.put("name", task.name()).put("format", format.id()).put("data", data);
        root.put("mechanism", ManifestFields.id(task.mechanism())).put("description", task.description());
        Optional<Label> label = format == TaskFormat.SCALEWATCH ? Optional.empty() : TaskExport.label(task.first());
        label.ifPresent(wrong -> root.put("label", ManifestFields.id(wrong)));
        if (!task.dials().isEmpty()) {
            ArrayNode dials = root.putArray("dials");
            task.dials()
                    .forEach(dial -> dials.addObject().put("name", dial.name()).put("meaning", dial.meaning()));
        }
        if (!task.variants().isEmpty()) {
            ArrayNode variants = root.putArray("variants");
            task.variants().forEach(variants::add);
        }
        task.generation().ifPresent(said -> {
            ObjectNode generation = root.putObject("generation");
            generation.put("maxTokens", said.maxTokens()).put("temperature", said.temperature());
            said.seed().ifPresent(seed -> generation.put("seed", seed));
        });
        return root;
    }

    private static ObjectNode harness(String data, Said task) {
        HarnessTask.Output output = HarnessOutput.of(task.first());
        ObjectNode root = YAML.createObjectNode();
        root.put("task", task.name()).put("data", data).put("output_type", HarnessOutput.id(output));
        root.put("doc_to_text", "prompt").put("doc_to_target", "target");
        if (output == HarnessTask.Output.MULTIPLE_CHOICE) {
            root.put("doc_to_choice", "choices");
        }
        return root;
    }

    /// The templates of such a YAML.
    static HarnessTask harness(AnswerSpec first) {
        try {
            return new HarnessTask(
                    HarnessOutput.of(first),
                    "",
                    Template.parse("doc_to_text", "prompt"),
                    Template.parse("doc_to_target", "target"),
                    Optional.of(Template.parse("doc_to_choice", "choices")));
        } catch (TemplateException e) {
            throw new IllegalStateException("field names are templates", e);
        }
    }
}
