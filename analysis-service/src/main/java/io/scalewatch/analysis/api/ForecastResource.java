package io.scalewatch.analysis.api;

import io.scalewatch.analysis.forecasts.ForecastRecord;
import io.scalewatch.analysis.history.History;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// How past forecasts did.
@Path("/api/forecasts")
@Produces(MediaType.APPLICATION_JSON)
public class ForecastResource {

    private final History history;

    ForecastResource(History history) {
        this.history = history;
    }

    /// Of 90 % intervals some nine in ten hold, where families go on as they did.
    @GET
    @Operation(summary = "By family, how many forecasts were put to the test, and how many held")
    public List<ForecastRecord> records() {
        return history.forecastRecords();
    }
}
