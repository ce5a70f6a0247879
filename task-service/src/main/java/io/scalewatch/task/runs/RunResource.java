package io.scalewatch.task.runs;

import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.problem.InvalidRequestException.Violation;
import io.scalewatch.task.problem.UnknownNameException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/// Runs over REST.
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

    private static final int MOST_LISTED = 1000;

    private final StoredRuns runs;
    private final RunEstimates estimates;
    private final RunViews views;

    RunResource(StoredRuns runs, RunEstimates estimates, RunViews views) {
        this.runs = runs;
        this.estimates = estimates;
        this.views = views;
    }

    /// Creates a run; with `dryRun`, says what it would take and creates nothing.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(RunRequest request, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        if (request == null) {
            throw invalid("body", "is empty", "send what is to be run, as JSON");
        }
        if (dryRun) {
            return Response.ok(estimates.of(request)).build();
        }
        UUID id = runs.create(request);
        return Response.created(URI.create("/api/runs/" + id)).entity(view(id)).build();
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

    private RunView view(UUID id) {
        return views.find(id).orElseThrow(() -> new UnknownNameException("run", id.toString()));
    }

    private static InvalidRequestException invalid(String field, String reason, String remedy) {
        return new InvalidRequestException(List.of(new Violation(field, reason, remedy)));
    }
}
