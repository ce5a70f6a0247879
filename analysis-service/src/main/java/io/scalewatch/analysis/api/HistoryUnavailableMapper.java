package io.scalewatch.analysis.api;

import io.scalewatch.analysis.history.HistoryUnavailableException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A database that is away is not a fault of the request.
class HistoryUnavailableMapper {

    @ServerExceptionMapper
    Response map(HistoryUnavailableException e) {
        return Problem.response(
                Response.Status.SERVICE_UNAVAILABLE, "The history is not available at present. Ask again.");
    }
}
