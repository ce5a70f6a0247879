package io.scalewatch.analysis.api;

import io.scalewatch.analysis.samples.SamplesUnavailableException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A broker that is away, or busy, is not a fault of the request.
class SamplesUnavailableMapper {

    @ServerExceptionMapper
    Response map(SamplesUnavailableException e) {
        return Problem.response(
                Response.Status.SERVICE_UNAVAILABLE, "The texts can't be read from Kafka at present. Ask again.");
    }
}
