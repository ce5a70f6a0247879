package io.scalewatch.task.listing;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/// A part of a list, in its order.
///
/// @param next where the next part begins; absent at the end
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /// The items, with a link to the next page (RFC 8288) that keeps the filters and the order.
    public Response response(UriInfo uri) {
        Response.ResponseBuilder response = Response.ok(items);
        next.ifPresent(cursor -> response.header(
                HttpHeaders.LINK,
                "<"
                        + uri.getRequestUriBuilder()
                                .scheme(null)
                                .host(null)
                                .port(-1)
                                .replaceQueryParam("cursor", cursor)
                                .build()
                        + ">; rel=\"next\""));
        return response.build();
    }
}
