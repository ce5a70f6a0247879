package io.scalewatch.task.runs;

import io.scalewatch.task.listing.PageRequest;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

/// Runs over REST.
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");

    private final StoredRuns runs;
    private final RunEstimates estimates;
    private final RunViews views;
    private final TaskProgress taskProgress;
    private final RunEvents events;

    RunResource(StoredRuns runs, RunEstimates estimates, RunViews views, TaskProgress taskProgress, RunEvents events) {
        this.runs = runs;
        this.estimates = estimates;
        this.views = views;
        this.taskProgress = taskProgress;
        this.events = events;
    }

    /// Creates a run, or with `judge` one that judges another one's answers; with `dryRun`, says what it would take and
    /// creates nothing. The same request with the
    /// same idempotency key is the same run: 200 instead of 201.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = RunExamples.RUN)))
    @APIResponse(
            responseCode = "200",
            description = "What it would take, for dryRun; or the run that this key has made before",
            content =
                    @Content(
                            schema = @Schema(oneOf = {RunEstimate.class, RunView.class}),
                            examples = @ExampleObject(name = "estimate", value = RunExamples.ESTIMATE)))
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    public Response create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RunRequest.class),
                                            examples = {
                                                @ExampleObject(name = "run", value = RunExamples.REQUEST),
                                                @ExampleObject(name = "judge", value = RunExamples.JUDGE)
                                            }))
                    RunRequest request,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @HeaderParam(IDEMPOTENCY_KEY) Optional<String> idempotencyKey) {
        Violations.requireBody(request);
        if (dryRun) {
            return Response.ok(estimates.of(request)).build();
        }
        StoredRuns.Creation run = idempotencyKey
                .map(key -> runs.create(checked(key), request))
                .orElseGet(() -> new StoredRuns.Creation(runs.create(request), true));
        return Response.status(run.created() ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create("/api/runs/" + run.id()))
                .entity(view(run.id()))
                .build();
    }

    /// Runs, the newest first unless asked otherwise.
    @GET
    @APIResponse(
            responseCode = "200",
            description = "A page; the header Link names the next one",
            headers = @Header(name = "Link", description = "The next page, rel=next; absent on the last one"),
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = RunView.class)))
    public Response list(
            @QueryParam("state") List<String> states,
            @QueryParam("family") Optional<String> family,
            @QueryParam("model") Optional<String> model,
            @QueryParam("task") Optional<String> task,
            @QueryParam("sort") @DefaultValue("-createdAt") String sort,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") Optional<String> cursor,
            @Context UriInfo uri) {
        Violations violations = new Violations();
        RunFilter filter = RunFilter.of(states, family, model, task, violations);
        PageRequest page = PageRequest.of(limit, sort, cursor, RunQuery.Field.names(), violations);
        violations.throwIfAny();
        return views.list(filter, page).response(uri);
    }

    /// A run, with its history.
    @GET
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = RunExamples.RUN)))
    public RunView show(@PathParam("id") UUID id) {
        return view(id);
    }

    /// How far each of its tasks is, per model.
    @GET
    @Path("/{id}/tasks")
    @APIResponse(
            responseCode = "200",
            description = "Planned, scored and failed prompts",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = TaskProgress.OfTask.class),
                            examples = @ExampleObject(name = "tasks", value = RunExamples.TASKS)))
    public List<TaskProgress.OfTask> tasks(@PathParam("id") UUID id) {
        view(id);
        return taskProgress.of(id);
    }

    /// The run as it changes, as server-sent events; the stream ends with the run.
    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    public Multi<RunView> events(@PathParam("id") UUID id) {
        view(id);
        return events.of(id);
    }

    /// Stops publishing; what is out is still scored.
    @POST
    @Path("/{id}/pause")
    @APIResponse(
            responseCode = "200",
            description = "The run as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = RunExamples.RUN)))
    @APIResponse(responseCode = "409", description = "The run's state does not allow it, and the detail says why")
    public RunView pause(@PathParam("id") UUID id) {
        runs.command(id, RunState.Command.PAUSE);
        return view(id);
    }

    /// Goes on where it was paused.
    @POST
    @Path("/{id}/resume")
    @APIResponse(
            responseCode = "200",
            description = "The run as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = RunExamples.RUN)))
    @APIResponse(responseCode = "409", description = "The run's state does not allow it, and the detail says why")
    public RunView resume(@PathParam("id") UUID id) {
        runs.command(id, RunState.Command.RESUME);
        return view(id);
    }

    /// Ends it; late scores still count as trials.
    @POST
    @Path("/{id}/cancel")
    @APIResponse(
            responseCode = "200",
            description = "The run as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = RunExamples.RUN)))
    @APIResponse(responseCode = "409", description = "The run's state does not allow it, and the detail says why")
    public RunView cancel(@PathParam("id") UUID id) {
        runs.command(id, RunState.Command.CANCEL);
        return view(id);
    }

    /// Asks every failed prompt once more.
    @POST
    @Path("/{id}/retry-failed")
    @APIResponse(
            responseCode = "200",
            description = "The run as it is now",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = RunExamples.RUN)))
    @APIResponse(responseCode = "409", description = "The run's state does not allow it, and the detail says why")
    public RunView retryFailed(@PathParam("id") UUID id) {
        runs.retryFailed(id);
        return view(id);
    }

    /// Replaces a run's budget. A run that its budget has paused is resumed apart from this.
    @PUT
    @Path("/{id}/budget")
    @APIResponse(
            responseCode = "200",
            description = "The run, with its new budget",
            content =
                    @Content(
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "run", value = RunExamples.RUN)))
    @Consumes(MediaType.APPLICATION_JSON)
    public RunView limit(
            @PathParam("id") UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RunBudget.class),
                                            examples = @ExampleObject(name = "raised", value = RunExamples.BUDGET)))
                    RunBudget budget) {
        runs.limit(id, Violations.requireBody(budget));
        return view(id);
    }

    private static String checked(String idempotencyKey) {
        if (!KEY.matcher(idempotencyKey).matches()) {
            throw invalid(IDEMPOTENCY_KEY, "is too long, or has other characters", "send 1 to 255 of printable ASCII");
        }
        return idempotencyKey;
    }

    private RunView view(UUID id) {
        return views.find(id).orElseThrow(() -> new UnknownNameException("run", id.toString()));
    }

    private static InvalidRequestException invalid(String field, String reason, String remedy) {
        return new InvalidRequestException(List.of(new Violation(field, reason, remedy)));
    }
}
