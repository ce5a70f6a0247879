package io.scalewatch.task.evaluations;

import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.fleet.Families;
import io.scalewatch.task.listing.NamedList;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// Evaluations that start by themselves: when a version is deployed, at set times, as canaries.
@Path("/api/standing-evaluations")
@Produces(MediaType.APPLICATION_JSON)
public class EvaluationResource {

    private static final NamedList<EvaluationView> LIST = new NamedList<>(EvaluationView::name, Map.of());

    private final StandingEvaluations evaluations;
    private final Families families;
    private final Tasks tasks;
    private final Clock clock;

    EvaluationResource(StandingEvaluations evaluations, Families families, Tasks tasks, Clock clock) {
        this.evaluations = evaluations;
        this.families = families;
        this.tasks = tasks;
        this.clock = clock;
    }

    /// The standing evaluations.
    @GET
    @Operation(summary = "The standing evaluations with when they are due")
    @APIResponse(
            responseCode = "200",
            description = NamedList.PAGE,
            headers = @Header(name = "Link", description = NamedList.LINK),
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = EvaluationView.class)))
    public Response list(
            @QueryParam("family") Optional<String> family,
            @QueryParam("sort") @DefaultValue("name") String sort,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") Optional<String> cursor,
            @Context UriInfo uri) {
        List<EvaluationView> found = evaluations.all().stream()
                .filter(evaluation ->
                        family.map(evaluation.definition().families()::contains).orElse(true))
                .toList();
        return LIST.page(found, limit, sort, cursor, new Violations()).response(uri);
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One standing evaluation with when it is due, and what became of it the last time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EvaluationView.class)))
    @APIResponse(responseCode = "404")
    public EvaluationView get(@PathParam("name") String name) {
        return evaluations.find(name).orElseThrow(() -> unknown(name));
    }

    /// Adds a standing evaluation or replaces it: 201 where it is new, else 200. A schedule that stays what it was
    /// goes on as it was.
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Add or replace a standing evaluation")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EvaluationView.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EvaluationView.class)))
    @APIResponse(responseCode = "400", description = "Fields are wrong; nothing has changed")
    public RestResponse<EvaluationView> put(@PathParam("name") String name, EvaluationRequest request) {
        EvaluationRequest evaluation = Violations.requireBody(request);
        Violations violations = new Violations();
        violations.requireName("name", name);
        EvaluationRules.check(evaluation, families, tasks, violations);
        violations.throwIfAny();
        boolean created = evaluations.put(name, evaluation, clock.instant());
        EvaluationView view = get(name);
        return created ? RestResponse.status(RestResponse.Status.CREATED, view) : RestResponse.ok(view);
    }

    /// Its runs go on.
    @DELETE
    @Path("{name}")
    @Operation(summary = "Take a standing evaluation away; the runs that it has started go on")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404")
    public void delete(@PathParam("name") String name) {
        if (!evaluations.delete(name)) {
            throw unknown(name);
        }
    }

    private static UnknownNameException unknown(String name) {
        return new UnknownNameException("standing evaluation", name);
    }
}
