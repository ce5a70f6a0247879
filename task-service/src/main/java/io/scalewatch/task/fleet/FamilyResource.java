package io.scalewatch.task.fleet;

import io.scalewatch.task.catalogue.Tasks;
import io.scalewatch.task.problem.UnknownNameException;
import io.scalewatch.task.problem.Violations;
import io.scalewatch.task.standing.StandingEvaluationRules;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/// Families of models that differ in size.
@Path("/api/families")
@Produces(MediaType.APPLICATION_JSON)
public class FamilyResource {

    private static final int MAX_DESCRIPTION = 2_000;

    private final Families families;
    private final Tasks tasks;

    @Inject
    FamilyResource(Families families, Tasks tasks) {
        this.families = families;
        this.tasks = tasks;
    }

    /// Every family with its models and versions, by name.
    @GET
    public List<FamilyView> list() {
        return families.all();
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
                .ifPresent(e -> StandingEvaluationRules.check("standingEvaluation", e, tasks, violations));
        violations.throwIfAny();
        boolean created = families.put(name, family.description().orElse(""), family.standingEvaluation());
        FamilyView view = get(name);
        return created ? RestResponse.status(RestResponse.Status.CREATED, view) : RestResponse.ok(view);
    }
}
