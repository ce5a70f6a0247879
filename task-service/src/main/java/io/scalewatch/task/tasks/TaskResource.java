package io.scalewatch.task.tasks;

import io.scalewatch.task.catalogue.Mechanism;
import io.scalewatch.task.listing.NamedList;
import io.scalewatch.task.listing.NamedValue;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// The tasks that can be asked.
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

    private static final NamedList<TaskView> LIST = new NamedList<>(
            TaskView::name,
            Map.of(
                    "mechanism",
                    task -> task.mechanism().name(),
                    "kind",
                    task -> task.kind().name()));

    private static final int MOST_SHOWN = 100;

    private final TaskStore store;
    private final TaskExports exports;

    @Inject
    TaskResource(TaskStore store, TaskExports exports) {
        this.store = store;
        this.exports = exports;
    }

    /// The current versions of the tasks.
    @GET
    @Operation(summary = "Lists the current versions of the tasks, by mechanism and by where they come from")
    @APIResponse(
            responseCode = "200",
            description = NamedList.PAGE,
            headers = @Header(name = "Link", description = NamedList.LINK),
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = TaskView.class)))
    public Response list(
            @QueryParam("mechanism") Optional<String> mechanism,
            @QueryParam("builtIn") Optional<Boolean> builtIn,
            @QueryParam("sort") @DefaultValue("name") String sort,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") Optional<String> cursor,
            @Context UriInfo uri) {
        Violations violations = new Violations();
        Optional<Mechanism> of =
                mechanism.flatMap(name -> NamedValue.of("mechanism", name, Mechanism.values(), violations));
        List<TaskView> found = store.views().stream()
                .filter(task -> of.map(task.mechanism()::equals).orElse(true))
                .filter(task -> builtIn.map(wanted -> wanted == task.builtIn()).orElse(true))
                .toList();
        return LIST.page(found, limit, sort, cursor, violations).response(uri);
    }

    @GET
    @Path("{name}")
    @Operation(summary = "Tells about the current version of a task")
    public TaskView get(@PathParam("name") String name) {
        return store.view(name).orElseThrow(() -> new UnknownNameException("task", name));
    }

    @GET
    @Path("{name}/versions")
    @Operation(summary = "Lists every version of a task, the newest first")
    public List<StoredVersion> versions(@PathParam("name") String name) {
        get(name);
        return store.versions(name);
    }

    /// @param version the current one where none is named
    /// @param limit how many
    @GET
    @Path("{name}/samples")
    @Operation(summary = "Shows the first samples of a version, as a model is asked them without a variant")
    @APIResponse(
            responseCode = "200",
            description = "What is asked, and what counts as which answer",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = PreviewView.Example.class)))
    public List<PreviewView.Example> samples(
            @PathParam("name") String name,
            @QueryParam("version") Optional<String> version,
            @QueryParam("limit") @DefaultValue("5") int limit)
            throws IOException {
        Violations violations = new Violations();
        violations.require(
                limit >= 1 && limit <= MOST_SHOWN, "limit", "is " + limit, "give a number from 1 to " + MOST_SHOWN);
        violations.throwIfAny();
        return exports.samples(exports.card(name, version), limit).stream()
                .map(PreviewView.Example::of)
                .toList();
    }
}
