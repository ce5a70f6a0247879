package io.scalewatch.analysis.api;

import io.scalewatch.analysis.database.RefusedDataException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What no database would take is a fault of the request, or of its moment.
class RefusedDataMapper {

    @ServerExceptionMapper
    Response map(RefusedDataException e) {
        return switch (e.fault()) {
            case VALUE ->
                Problem.response(
                        Response.Status.BAD_REQUEST,
                        "The request has a value that can't be looked for or stored, such as a text with a NUL.");
            case CONFLICT ->
                Problem.response(
                        Response.Status.CONFLICT,
                        "What the request is about has changed or vanished meanwhile. Look at it again.");
        };
    }
}
