package io.scalewatch.task.runs;

import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Runs over REST.
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");
    private static final int MOST_LISTED = 1000;

    private final StoredRuns runs;
    private final RunEstimates estimates;
    private final RunViews views;

    RunResource(StoredRuns runs, RunEstimates estimates, RunViews views) {
        this.runs = runs;
        this.estimates = estimates;
        this.views = views;
    }

    /// Creates a run; with `dryRun`, says what it would take and creates nothing. The same request with the same
    /// idempotency key is the same run: 200 instead of 201.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
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

    /// The newest runs, newest first.
    @GET
    public List<RunView> list(@QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw invalid("limit", "is " + limit, "give a number from 1 to " + MOST_LISTED);
        }
        return views.newest(limit);
    }

    @GET
    @Path("/{id}")
    public RunView show(@PathParam("id") UUID id) {
        return view(id);
    }

    @POST
    @Path("/{id}/pause")
    public RunView pause(@PathParam("id") UUID id) {
        runs.command(id, RunState.Command.PAUSE);
        return view(id);
    }

    @POST
    @Path("/{id}/resume")
    public RunView resume(@PathParam("id") UUID id) {
        runs.command(id, RunState.Command.RESUME);
        return view(id);
    }

    @POST
    @Path("/{id}/cancel")
    public RunView cancel(@PathParam("id") UUID id) {
        runs.command(id, RunState.Command.CANCEL);
        return view(id);
    }

    /// Asks every failed prompt once more.
    @POST
    @Path("/{id}/retry-failed")
    public RunView retryFailed(@PathParam("id") UUID id) {
        runs.retryFailed(id);
        return view(id);
    }

    /// Replaces a run's budget. A run that its budget has paused is resumed apart from this.
    @PUT
    @Path("/{id}/budget")
    @Consumes(MediaType.APPLICATION_JSON)
    public RunView limit(@PathParam("id") UUID id, RunBudget budget) {
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
