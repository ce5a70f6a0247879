package io.scalewatch.task.fleet;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.RateLimits;
import io.scalewatch.task.listing.NamedList;
import io.scalewatch.task.listing.NamedValue;
import io.scalewatch.task.outbox.Outbox;
import io.scalewatch.task.problem.Violations;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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

/// Where models are served.
@Path("/api/endpoints")
@Produces(MediaType.APPLICATION_JSON)
public class EndpointResource {

    private static final NamedList<EndpointDeclared> LIST = new NamedList<>(
            EndpointDeclared::name,
            Map.of("protocol", endpoint -> endpoint.protocol().name()));

    private final EntityManager entities;
    private final Outbox outbox;

    @Inject
    EndpointResource(EntityManager entities, Outbox outbox) {
        this.entities = entities;
        this.outbox = outbox;
    }

    /// The endpoints.
    @GET
    @Transactional
    @APIResponse(
            responseCode = "200",
            description = NamedList.PAGE,
            headers = @Header(name = "Link", description = NamedList.LINK),
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = EndpointDeclared.class)))
    public Response list(
            @QueryParam("protocol") Optional<String> protocol,
            @QueryParam("sort") @DefaultValue("name") String sort,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") Optional<String> cursor,
            @Context UriInfo uri) {
        Violations violations = new Violations();
        Optional<EndpointDeclared.Protocol> of = protocol.flatMap(
                name -> NamedValue.of("protocol", name, EndpointDeclared.Protocol.values(), violations));
        List<EndpointDeclared> found = EndpointEntity.<EndpointEntity>listAll().stream()
                .map(EndpointEntity::toRecord)
                .filter(endpoint -> of.map(endpoint.protocol()::equals).orElse(true))
                .toList();
        return LIST.page(found, limit, sort, cursor, violations).response(uri);
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
                    "baseUrl = ?1, protocol = ?2, keyName = ?3, promptPrice = ?4, completionPrice = ?5,"
                            + " capabilities = ?6,"
                            + " requestsPerMinute = ?7, tokensPerMinute = ?8 where name = ?9",
                    endpoint.baseUrl(),
                    endpoint.protocol(),
                    endpoint.keyName().orElse(null),
                    endpoint.prices().map(Prices::promptPerMillion).orElse(null),
                    endpoint.prices().map(Prices::completionPerMillion).orElse(null),
                    capabilities(endpoint),
                    endpoint.limits().flatMap(RateLimits::requestsPerMinute).orElse(null),
                    endpoint.limits().flatMap(RateLimits::tokensPerMinute).orElse(null),
                    name);
        }
        outbox.declare(endpoint);
        return created ? RestResponse.status(RestResponse.Status.CREATED, endpoint) : RestResponse.ok(endpoint);
    }

    private int insert(EndpointDeclared endpoint) {
        return entities.createQuery("""
                        insert into EndpointEntity (
                            name, baseUrl, protocol, keyName, promptPrice, completionPrice, capabilities,
                            requestsPerMinute, tokensPerMinute)
                        values (:name, :baseUrl, :protocol, :keyName, :promptPrice, :completionPrice, :capabilities,
                            :requestsPerMinute, :tokensPerMinute)
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
                .setParameter("capabilities", capabilities(endpoint))
                .setParameter(
                        "requestsPerMinute",
                        endpoint.limits().flatMap(RateLimits::requestsPerMinute).orElse(null))
                .setParameter(
                        "tokensPerMinute",
                        endpoint.limits().flatMap(RateLimits::tokensPerMinute).orElse(null))
                .executeUpdate();
    }

    private static String[] capabilities(EndpointDeclared endpoint) {
        return endpoint.capabilities().stream().map(Enum::name).toArray(String[]::new);
    }
}
