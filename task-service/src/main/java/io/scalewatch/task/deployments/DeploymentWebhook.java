package io.scalewatch.task.deployments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.scalewatch.task.problem.TooLargeException;
import io.scalewatch.task.problem.Violations;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/// Deployments from a deploy pipeline outside of the network of trust: the same as [DeploymentResource], and
/// each call is signed.
@Path("/api/webhooks/deployments")
@Produces(MediaType.APPLICATION_JSON)
public class DeploymentWebhook {

    /// Bytes. A deployment has a few hundred; nobody who can't sign makes us hold more.
    private static final int MAX_BODY = 1 << 16;

    private final Deployments deployments;
    private final WebhookGuard guard;
    private final ObjectMapper json;
    private final Clock clock;
    private final MeterRegistry meters;

    @Inject
    DeploymentWebhook(
            Deployments deployments, WebhookGuard guard, ObjectMapper json, Clock clock, MeterRegistry meters) {
        this.deployments = deployments;
        this.guard = guard;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /// Enters a version; the same once more, by this way or another, changes nothing and answers with the same
    /// run.
    ///
    /// @return 202: the run that is started, if any, goes on by itself
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Enter a deployed version by a signed call; off where the service has no secret for it")
    @RequestBody(content = @Content(schema = @Schema(implementation = DeploymentRequest.class)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Deployment.class)))
    @APIResponse(responseCode = "400", description = "Fields are missing or contradict what is known")
    @APIResponse(responseCode = "401", description = "Not signed with the secret, or not lately")
    @APIResponse(responseCode = "404", description = "The webhook is off")
    @APIResponse(responseCode = "413", description = "Larger than 64 KiB")
    public RestResponse<Deployment> deploy(
            @RestHeader(WebhookGuard.TIMESTAMP) Optional<String> timestamp,
            @RestHeader(WebhookGuard.SIGNATURE) Optional<String> signature,
            InputStream stream)
            throws IOException {
        if (!guard.isOpen()) {
            throw new NotFoundException();
        }
        byte[] body = stream.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new TooLargeException(MAX_BODY, "send one deployment a call");
        }
        try {
            guard.check(timestamp, signature, body);
        } catch (WebhookRefusedException e) {
            meters.counter("scalewatch.task.webhook.refused").increment();
            throw e;
        }
        DeploymentRequest request = body.length == 0 ? null : json.readValue(body, DeploymentRequest.class);
        return RestResponse.accepted(
                deployments.deploy(Violations.requireBody(request).toEvent(clock.instant())));
    }
}
