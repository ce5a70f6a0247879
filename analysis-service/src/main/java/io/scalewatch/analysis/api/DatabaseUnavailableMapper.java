package io.scalewatch.analysis.api;

import io.scalewatch.analysis.database.DatabaseUnavailableException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A database that is away is not a fault of the request.
class DatabaseUnavailableMapper {

    @ServerExceptionMapper
    Response map(DatabaseUnavailableException e) {
        return Problem.response(
                Response.Status.SERVICE_UNAVAILABLE, "The database is not available at present. Ask again.");
    }
}
