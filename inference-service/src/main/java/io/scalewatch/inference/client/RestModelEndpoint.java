package io.scalewatch.inference.client;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.inference.call.ModelEndpoint;
import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.limit.AdaptiveLimit;
import io.scalewatch.inference.limit.Admission;
import io.scalewatch.inference.limit.CircuitBreaker;
import io.scalewatch.inference.limit.EndpointLimiter;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.HttpStatus;
import io.scalewatch.inference.provider.OllamaChat;
import io.scalewatch.inference.provider.Provider;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/// An endpoint behind Quarkus' REST client, with connections of its own.
final class RestModelEndpoint implements ModelEndpoint {

    private static final int MOST_OF_AN_ERROR = 64 * 1024;
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(5);

    private final EndpointDeclared declared;
    private final URI base;
    private final Provider provider;
    private final Map<String, String> headers;
    private final Optional<OllamaDigests> digests;
    private final ModelApi api;
    private final EndpointLimiter limiter;
    private final int maxResponseBytes;
    private final Clock clock;

    /// What the exchange of one request came to.
    private sealed interface Exchanged {
        record Read(byte[] body) implements Exchanged {}

        record Broken(CallResult.Failed failure) implements Exchanged {}
    }

    /// @param key the secret itself; empty where the endpoint needs none
    /// @throws IllegalArgumentException if the address is not a URL
    RestModelEndpoint(EndpointDeclared declared, String key, InferenceConfig config, Clock clock) {
        this.declared = declared;
        this.base = URI.create(declared.baseUrl());
        this.provider = Provider.of(declared);
        this.headers = provider.headers(key);
        this.digests = provider instanceof OllamaChat ollama
                ? Optional.of(new OllamaDigests(ollama, base, this::read))
                : Optional.empty();
        this.limiter = limiter(config);
        this.maxResponseBytes = config.maxResponseBytes();
        this.clock = clock;
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(provider.address(base))
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                // Until something comes. The call's own timeout ends also a response that trickles.
                .readTimeout(
                        config.firstByteTimeout()
                                .orElse(config.callTimeout().plusSeconds(1))
                                .toMillis(),
                        TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                // A place is a connection: nobody waits within the pool, where it would count as the call's latency.
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, config.maxCallsPerEndpoint())
                .register(BodyReader.class)
                .httpClientRequestCustomizer(this::refuseLongResponse)
                .build(ModelApi.class);
    }

    private static EndpointLimiter limiter(InferenceConfig config) {
        InferenceConfig.Limit limit = config.limit();
        return new EndpointLimiter(
                new AdaptiveLimit(
                        Math.min(limit.first(), config.maxCallsPerEndpoint()),
                        config.maxCallsPerEndpoint(),
                        limit.cooldown(),
                        limit.quiet()),
                new CircuitBreaker(limit.downAfter(), limit.downFor(), limit.downAtMost()),
                System::nanoTime);
    }

    @Override
    public URI address() {
        return base;
    }

    @Override
    public String provider() {
        return provider.name();
    }

    @Override
    public Optional<Prices> prices() {
        return declared.prices();
    }

    @Override
    public Admission acquire(Duration atMost) throws InterruptedException {
        return limiter.acquire(atMost);
    }

    @Override
    public void ended(CallResult result) {
        limiter.ended(result);
    }

    @Override
    public void vacate() {
        limiter.vacate();
    }

    @Override
    public void release() {
        limiter.release();
    }

    @Override
    public CallResult call(PromptIssued prompt, Duration timeout) throws InterruptedException {
        Optional<String> problem =
                declared.problemWith(prompt.answer()).or(() -> declared.problemWith(prompt.generation()));
        if (problem.isPresent()) {
            return new CallResult.Failed(
                    FailureKind.UNKNOWN_ENDPOINT, "the endpoint '" + declared.name() + "' can't: " + problem.get());
        }
        long end = System.nanoTime() + timeout.toNanos();
        // Encoded only now: thousands of prompts may wait for a place.
        List<byte[]> requests = provider.requests(prompt);
        List<byte[]> bodies = new ArrayList<>(requests.size());
        for (byte[] request : requests) {
            Uni<RestResponse<byte[]>> response = api.call(
                    headers.get(HttpHeaders.AUTHORIZATION),
                    headers.get(ModelApi.API_KEY),
                    headers.get(ModelApi.ANTHROPIC_VERSION),
                    request);
            switch (exchange(response, Duration.ofNanos(Math.max(0, end - System.nanoTime())), timeout)) {
                case Exchanged.Read read -> bodies.add(read.body());
                case Exchanged.Broken broken -> {
                    return broken.failure();
                }
            }
        }
        CallResult result = provider.answer(prompt, bodies);
        if (result instanceof CallResult.Answered answered) {
            result = answered.cutTo(maxResponseBytes);
        }
        return digests.isPresent() ? digests.get().complete(result) : result;
    }

    /// Calls at one time, as it is now.
    int limit() {
        return limiter.current();
    }

    /// Closes the connections when the calls that are under way have ended.
    void retire() {
        Thread.ofVirtual().name("retire-endpoint").start(() -> {
            limiter.retire();
            api.close();
        });
    }

    private Optional<byte[]> read(URI address) throws InterruptedException {
        Uni<RestResponse<byte[]>> response = api.get(address.toString(), headers.get(HttpHeaders.AUTHORIZATION));
        return exchange(response, LIST_TIMEOUT, LIST_TIMEOUT) instanceof Exchanged.Read read
                ? Optional.ofNullable(read.body())
                : Optional.empty();
    }

    /// @param left of the time
    /// @param timeout the whole of it, for the message
    private Exchanged exchange(Uni<RestResponse<byte[]>> call, Duration left, Duration timeout)
            throws InterruptedException {
        CompletableFuture<RestResponse<byte[]>> response = call.subscribeAsCompletionStage();
        try {
            return read(response.get(left.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            response.cancel(true);
            return new Exchanged.Broken(
                    new CallResult.Failed(FailureKind.TIMEOUT, "no answer within " + timeout.toMillis() + " ms"));
        } catch (InterruptedException e) {
            response.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            return new Exchanged.Broken(CallFailures.of(e.getCause()));
        }
    }

    private Exchanged read(RestResponse<byte[]> response) {
        int status = response.getStatus();
        if (status < 200 || status > 299) {
            return new Exchanged.Broken(HttpStatus.failure(
                    status, errorBody(response), Optional.ofNullable(response.getHeaderString("Retry-After")), clock));
        }
        byte[] body = response.getEntity();
        return body != null && body.length > mostRead()
                ? new Exchanged.Broken(CallFailures.of(new ResponseTooLongException(mostRead())))
                : new Exchanged.Read(body);
    }

    /// Of a response that is no success the client hands out the stream, whatever type is asked for.
    private static byte[] errorBody(RestResponse<?> response) {
        if (response.getEntity() instanceof InputStream body) {
            try (body) {
                return body.readNBytes(MOST_OF_AN_ERROR);
            } catch (IOException e) {
                return new byte[0];
            }
        }
        return new byte[0];
    }

    /// Breaks off before the body is read into memory, where its length is declared.
    private void refuseLongResponse(HttpClientRequest request) {
        request.response().onSuccess(response -> {
            String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
            if (length != null && isLongerThan(length, mostRead())) {
                request.reset(0, new ResponseTooLongException(mostRead()));
            }
        });
    }

    /// Escapes, and what stands around the text, make a response longer than what is kept of it.
    private int mostRead() {
        return 4 * maxResponseBytes;
    }

    private static boolean isLongerThan(String contentLength, int most) {
        try {
            return Long.parseLong(contentLength) > most;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
