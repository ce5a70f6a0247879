package io.scalewatch.task.fleet;

import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.listing.NamedList;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.standing.StandingEvaluationRules;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/// Families of models that differ in size.
@Path("/api/families")
@Produces(MediaType.APPLICATION_JSON)
public class FamilyResource {

    private static final int MAX_DESCRIPTION = 2_000;

    private static final NamedList<FamilyView> LIST = new NamedList<>(FamilyView::name, Map.of());

    private final Families families;
    private final Tasks tasks;

    @Inject
    FamilyResource(Families families, Tasks tasks) {
        this.families = families;
        this.tasks = tasks;
    }

    /// The families with their models and versions.
    @GET
    @APIResponse(
            responseCode = "200",
            description = NamedList.PAGE,
            headers = @Header(name = "Link", description = NamedList.LINK),
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = FamilyView.class)))
    public Response list(
            @QueryParam("model") Optional<String> model,
            @QueryParam("sort") @DefaultValue("name") String sort,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") Optional<String> cursor,
            @Context UriInfo uri) {
        List<FamilyView> found = families.all().stream()
                .filter(family -> model.map(name -> family.models().stream()
                                .anyMatch(member -> member.model().equals(name)))
                        .orElse(true))
                .toList();
        return LIST.page(found, limit, sort, cursor, new Violations()).response(uri);
    }

    @GET
    @Path("{name}")
    public FamilyView get(@PathParam("name") String name) {
        return families.find(name).orElseThrow(() -> new UnknownNameException("family", name));
    }

    /// Adds a family or replaces its description and its standing evaluation: 201 where it is new, else 200.
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public RestResponse<FamilyView> put(@PathParam("name") String name, FamilyRequest request) {
        FamilyRequest family = Violations.requireBody(request);
        Violations violations = new Violations();
        violations.requireName("name", name);
        family.description()
                .ifPresent(d -> violations.require(
                        d.length() <= MAX_DESCRIPTION, "description", "is too long", "use at most 2,000 characters"));
        family.standingEvaluation()
                .ifPresent(e -> StandingEvaluationRules.check("standingEvaluation", e, 1, tasks, violations));
        violations.throwIfAny();
        boolean created = families.put(name, family.description().orElse(""), family.standingEvaluation());
        FamilyView view = get(name);
        return created ? RestResponse.status(RestResponse.Status.CREATED, view) : RestResponse.ok(view);
    }
}
