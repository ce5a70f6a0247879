package io.scalewatch.task.fleet;

import io.quarkus.panache.common.Sort;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.task.outbox.Outbox;
import io.scalewatch.task.problem.Violations;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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

/// Where models are served.
@Path("/api/endpoints")
@Produces(MediaType.APPLICATION_JSON)
public class EndpointResource {

    private final EntityManager entities;
    private final Outbox outbox;

    @Inject
    EndpointResource(EntityManager entities, Outbox outbox) {
        this.entities = entities;
        this.outbox = outbox;
    }

    /// Every endpoint, by name.
    @GET
    @Transactional
    public List<EndpointDeclared> list() {
        return EndpointEntity.<EndpointEntity>listAll(Sort.by("name")).stream()
                .map(EndpointEntity::toRecord)
                .toList();
    }

    /// Adds an endpoint or replaces what is known of it: 201 where it is new, else 200.
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public RestResponse<EndpointDeclared> put(@PathParam("name") String name, EndpointRequest request) {
        EndpointDeclared endpoint = Violations.requireBody(request).named(name);
        boolean created = insert(endpoint) > 0;
        if (!created) {
            EndpointEntity.update(
                    "baseUrl = ?1, protocol = ?2, keyName = ?3, promptPrice = ?4, completionPrice = ?5"
                            + " where name = ?6",
                    endpoint.baseUrl(),
                    endpoint.protocol(),
                    endpoint.keyName().orElse(null),
                    endpoint.prices().map(Prices::promptPerMillion).orElse(null),
                    endpoint.prices().map(Prices::completionPerMillion).orElse(null),
                    name);
        }
        outbox.declare(endpoint);
        return created ? RestResponse.status(RestResponse.Status.CREATED, endpoint) : RestResponse.ok(endpoint);
    }

    private int insert(EndpointDeclared endpoint) {
        return entities.createQuery("""
                        insert into EndpointEntity (name, baseUrl, protocol, keyName, promptPrice, completionPrice)
                        values (:name, :baseUrl, :protocol, :keyName, :promptPrice, :completionPrice)
                        on conflict (name) do nothing""")
                .setParameter("name", endpoint.name())
                .setParameter("baseUrl", endpoint.baseUrl())
                .setParameter("protocol", endpoint.protocol())
                .setParameter("keyName", endpoint.keyName().orElse(null))
                .setParameter(
                        "promptPrice",
                        endpoint.prices().map(Prices::promptPerMillion).orElse(null))
                .setParameter(
                        "completionPrice",
                        endpoint.prices().map(Prices::completionPerMillion).orElse(null))
                .executeUpdate();
    }
}
