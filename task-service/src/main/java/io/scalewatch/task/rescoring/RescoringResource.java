package io.scalewatch.task.rescoring;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Re-scorings over REST: the answers of a past run, scored again without asking a model.
@Path("/api/runs/{id}/rescorings")
@Produces(MediaType.APPLICATION_JSON)
public class RescoringResource {

    private final Rescorings rescorings;

    RescoringResource(Rescorings rescorings) {
        this.rescorings = rescorings;
    }

    /// Has the run's answers scored by the rules of this release, and by other answer specifications where the
    /// request names any. The same request is the same re-scoring: 200 instead of 201.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "201",
            description = "Requested",
            content =
                    @Content(
                            schema = @Schema(implementation = RescoringView.class),
                            examples = @ExampleObject(name = "rescoring", value = RescoringExamples.RESCORING)))
    @APIResponse(
            responseCode = "200",
            description = "The re-scoring that the same request has made before",
            content =
                    @Content(
                            schema = @Schema(implementation = RescoringView.class),
                            examples = @ExampleObject(name = "rescoring", value = RescoringExamples.RESCORING)))
    @APIResponse(responseCode = "409", description = "The run has not ended, or nothing new would come")
    @APIResponse(responseCode = "503", description = "The broker does not answer at present")
    public Response request(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RescoringRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "answers",
                                                            value = RescoringExamples.REQUEST)))
                    RescoringRequest request) {
        Rescorings.Requested requested = rescorings.request(id, request == null ? new RescoringRequest(null) : request);
        return Response.status(requested.created() ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create("/api/runs/" + id + "/rescorings"))
                .entity(requested.rescoring())
                .build();
    }

    /// The re-scorings of a run, the first first, and how far each is.
    @GET
    @APIResponse(
            responseCode = "200",
            description = "What was requested, and how far it is",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = RescoringView.class)))
    public List<RescoringView> list(@PathParam("id") UUID id) {
        return rescorings.of(id);
    }
}
