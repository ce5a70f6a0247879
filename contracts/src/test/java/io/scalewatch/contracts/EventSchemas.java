package io.scalewatch.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EvidenceReported;
import io.scalewatch.contracts.event.ModelDeclared;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.RescoringProgressed;
import io.scalewatch.contracts.event.RescoringRequested;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.TaskDeclared;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Derives the schema of an event from its record.
final class EventSchemas {

    static final List<Class<?>> EVENTS = List.of(
            ModelDeployed.class,
            EndpointDeclared.class,
            ModelDeclared.class,
            TaskDeclared.class,
            PromptIssued.class,
            PromptCompleted.class,
            CompletionScored.class,
            RescoringRequested.class,
            RescoringProgressed.class,
            EvidenceReported.class,
            CurveFitted.class,
            ScalingAlert.class);

    private static final SchemaGenerator GENERATOR = generator();

    private EventSchemas() {}

    static Path file(Class<?> event) {
        return Path.of("schemas", event.getSimpleName() + ".json");
    }

    static JsonNode schema(Class<?> event) {
        ObjectNode schema = GENERATOR.generateSchema(event);
        // An event may gain fields; who reads it ignores those that it does not know.
        schema.put("title", event.getSimpleName());
        return schema;
    }

    static String text(JsonNode schema) throws Exception {
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(
                        Option.FLATTENED_OPTIONALS,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.FLATTENED_ENUMS_FROM_TOSTRING);
        // What the compact constructors insist on: everything but the optional and the collections, which may be left
        // out.
        builder.forFields().withRequiredCheck(field -> {
            Class<?> type = field.getRawMember().getType();
            return type != Optional.class
                    && !java.util.Collection.class.isAssignableFrom(type)
                    && !java.util.Map.class.isAssignableFrom(type);
        });
        return new SchemaGenerator(builder.build());
    }
}
