package io.scalewatch.inference.api;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.http.Problem.Violation;
import io.scalewatch.inference.endpoint.EndpointDirectory;
import io.scalewatch.inference.probe.EndpointProbe;
import io.scalewatch.inference.probe.ProbeReport;
import io.scalewatch.inference.provider.Provider;
import io.scalewatch.outbound.AllowedUrls;
import io.scalewatch.outbound.NamedSecrets;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// Finds out what an endpoint can do, from where its models would be called, with the key that they would be
/// called with. Few at a time and not for long: it is people who ask, and prompts go first.
@Path("/api/probe")
public class ProbeResource {

    private static final Duration CALL = Duration.ofSeconds(15);
    private static final Duration WHOLE = Duration.ofSeconds(45);
    private static final int AT_ONE_TIME = 4;

    private final EndpointDirectory directory;
    private final NamedSecrets keys;
    private final AllowedUrls allowed;
    private final Duration whole;
    private final Semaphore places;

    @Inject
    ProbeResource(EndpointDirectory directory, NamedSecrets keys, AllowedUrls allowed) {
        this(directory, keys, allowed, WHOLE, AT_ONE_TIME);
    }

    /// @param whole the time for all of a probe
    /// @param atOneTime how many there are at most
    ProbeResource(EndpointDirectory directory, NamedSecrets keys, AllowedUrls allowed, Duration whole, int atOneTime) {
        this.directory = directory;
        this.keys = keys;
        this.allowed = allowed;
        this.whole = whole;
        this.places = new Semaphore(atOneTime);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(summary = "Finds out what an endpoint of models can do", description = """
                    Asks about eight short questions, which cost what they cost: whether it is reachable and takes the key, \
                    its models, latency, seed and log-probabilities. Takes an endpoint as task-service does, saved or not, or \
                    the name of a saved one. At most 45 s; a report that is not finished then says so.""")
    @APIResponse(responseCode = "200", description = "What was found, also where the endpoint does not answer")
    @APIResponse(responseCode = "400", description = "A problem: what is wrong with the request, field by field")
    @APIResponse(responseCode = "404", description = "A problem: no endpoint is saved by that name")
    @APIResponse(responseCode = "503", description = "A problem: as many probes as there may be are under way")
    public ProbeReport probe(ProbeRequest request) throws InterruptedException {
        if (request == null) {
            throw refused("body", "is missing", "send a JSON object");
        }
        EndpointDeclared endpoint =
                request.endpoint().isPresent() ? saved(request.endpoint().get()) : request.described();
        requireAllowed(endpoint);
        String key = endpoint.keyName().map(this::key).orElse("");
        if (!places.tryAcquire()) {
            throw new RefusedException(
                    Status.SERVICE_UNAVAILABLE, "as many endpoints as may be are probed now; ask again in a minute");
        }
        try (EndpointProbe probe = new EndpointProbe(endpoint, key, CALL)) {
            return probe.runWithin(whole, request.modelToAsk());
        } finally {
            places.release();
        }
    }

    private EndpointDeclared saved(String name) {
        return directory
                .find(name)
                .orElseThrow(() -> new RefusedException(Status.NOT_FOUND, "there is no endpoint '" + name + "'"));
    }

    private void requireAllowed(EndpointDeclared endpoint) {
        URI base = URI.create(endpoint.baseUrl());
        // Ollama's own interface stands beside the address that is declared.
        if (!allowed.allow(base) || !allowed.allow(Provider.of(endpoint).address(base))) {
            throw refused(
                    "baseUrl",
                    "is not one of scalewatch.inference.allowed-urls",
                    "use another, or have it allowed where inference-service is set up");
        }
    }

    private String key(String name) {
        return keys.find(name)
                .orElseThrow(() -> refused(
                        "keyName",
                        "names a key that is not set",
                        "set scalewatch.inference.keys." + name + ", a file of its name in"
                                + " scalewatch.inference.key-directory, or an environment variable of its name"));
    }

    private static RefusedException refused(String field, String reason, String remedy) {
        return new RefusedException(List.of(new Violation(field, reason, remedy)));
    }
}
