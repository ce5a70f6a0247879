package io.scalewatch.inference.client;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/// Chat completions, as bytes: what they mean is for [io.scalewatch.inference.chat].
@Path("/chat/completions")
public interface ChatCompletionsApi extends AutoCloseable {

    /// @param authorization absent where the endpoint needs no key (null, as the client wants it)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<RestResponse<byte[]>> complete(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body);

    @Override
    void close();
}
