package io.scalewatch.task.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.scalewatch.task.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// Says of every operation how it fails: all errors are problem details, so they are described once, here. An
/// operation whose own status differs in meaning declares it with its description.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI openApi) {
        if (openApi.getComponents() == null) {
            openApi.setComponents(OASFactory.createComponents());
        }
        openApi.getComponents().addSchema(PROBLEM, problem());
        if (openApi.getPaths() == null || openApi.getPaths().getPathItems() == null) {
            return;
        }
        openApi.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> describe(path, operation)));
    }

    private static void describe(String path, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        APIResponses responses = operation.getResponses();
        boolean body = operation.getRequestBody() != null;
        if (body || takesQuery(operation)) {
            add(
                    responses,
                    400,
                    "Bad Request",
                    "Something in the request is wrong: each field, why, and the remedy",
                    Map.of(
                            "detail",
                            "limit is 0",
                            "violations",
                            List.of(Map.of(
                                    "field", "limit", "reason", "is 0", "remedy", "give a number from 1 to 1000")),
                            "errors",
                            1));
        }
        if (path.contains("{")) {
            add(
                    responses,
                    404,
                    "Not Found",
                    "There is nothing of this name",
                    Map.of("detail", "there is no model 'what'"));
        }
        if (body) {
            add(
                    responses,
                    413,
                    "Content Too Large",
                    "The body is larger than it may be",
                    Map.of("detail", "the body is larger than 67108864 bytes"));
            add(
                    responses,
                    415,
                    "Unsupported Media Type",
                    "The body is of another type",
                    Map.of("detail", "this path does not take this content type; see /q/openapi"));
        }
        add(
                responses,
                500,
                "Internal Server Error",
                "Nobody foresaw it; the log has it under this number",
                Map.of("detail", "an unexpected error; the log has it as 3d6f0c1e-8a57-4c54-9f43-0d0f6f1e7a55"));
        // What an operation declares by itself is a problem, too.
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0 && status.length() == 3 && response.getContent() == null) {
                response.setContent(content(Integer.parseInt(status), response.getDescription(), Map.of()));
            }
        });
    }

    private static boolean takesQuery(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(p -> p.getIn() == Parameter.In.QUERY);
    }

    private static void add(
            APIResponses responses, int status, String title, String description, Map<String, Object> members) {
        String code = String.valueOf(status);
        if (!responses.hasAPIResponse(code)) {
            APIResponse response =
                    OASFactory.createAPIResponse().description(description).content(content(status, title, members));
            responses.addAPIResponse(code, response);
        }
    }

    private static Content content(int status, String title, Map<String, Object> members) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", "about:blank");
        example.put("title", title);
        example.put("status", status);
        example.putAll(members);
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM))
                                .example(example));
    }

    private static Schema problem() {
        Schema violation = object("A field that is wrong")
                .addProperty("field", text("Its path, for example models[1]"))
                .addProperty("reason", text("What is wrong with it"))
                .addProperty("remedy", text("What to do about it"));
        return object("A problem detail (RFC 9457)")
                .addProperty("type", text("Always about:blank"))
                .addProperty("title", text("What the status says"))
                .addProperty("status", number("The HTTP status"))
                .addProperty("detail", text("What went wrong this time"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("The fields that are wrong, at most " + Problem.MAX_VIOLATIONS)
                                .items(violation))
                .addProperty("errors", number("How many are wrong in all"))
                .required(List.of("type", "title", "status", "detail"));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema number(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER).description(description);
    }
}
