package io.scalewatch.inference.client;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/// A model's API, as bytes: what they mean is for [io.scalewatch.inference.provider].
@Path("")
public interface ModelApi extends AutoCloseable {

    String API_KEY = "x-api-key";
    String ANTHROPIC_VERSION = "anthropic-version";

    /// @param authorization absent where the endpoint needs none; like the others null, as the client wants
    ///     it
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<RestResponse<byte[]>> call(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(API_KEY) String apiKey,
            @HeaderParam(ANTHROPIC_VERSION) String anthropicVersion,
            byte[] body);

    /// @param url another than that of the calls, on the same host
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    Uni<RestResponse<byte[]>> get(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    @Override
    void close();
}
