package io.scalewatch.inference.client;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.Prices;
import io.scalewatch.inference.call.ModelEndpoint;
import io.scalewatch.inference.chat.CallResult;
import io.scalewatch.inference.chat.ChatResponse;
import io.scalewatch.inference.chat.HttpStatus;
import io.scalewatch.inference.config.InferenceConfig;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/// An endpoint behind Quarkus' REST client, with connections of its own.
final class RestModelEndpoint implements ModelEndpoint {

    private final URI baseUri;
    private final Optional<Prices> prices;
    private final ChatCompletionsApi api;
    private final String authorization;
    private final Semaphore places;
    private final int maxCalls;
    private final int maxResponseBytes;
    private final Clock clock;

    /// @param key the secret itself; empty where the endpoint needs none
    RestModelEndpoint(URI baseUri, Optional<String> key, Optional<Prices> prices, InferenceConfig config, Clock clock) {
        this.baseUri = baseUri;
        this.prices = prices;
        this.authorization = key.map(secret -> "Bearer " + secret).orElse(null);
        this.maxCalls = config.maxCallsPerEndpoint();
        this.places = new Semaphore(maxCalls, true);
        this.maxResponseBytes = config.maxResponseBytes();
        this.clock = clock;
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(baseUri)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                // The call's own timeout is stricter: it ends also a response that trickles.
                .readTimeout(config.callTimeout().toMillis() + 1_000, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true)
                // A place is a connection: nobody waits within the pool, where it would count as the call's latency.
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, maxCalls)
                .register(BodyReader.class)
                .httpClientRequestCustomizer(this::refuseLongResponse)
                .build(ChatCompletionsApi.class);
    }

    @Override
    public URI address() {
        return baseUri;
    }

    @Override
    public Optional<Prices> prices() {
        return prices;
    }

    @Override
    public boolean acquire(Duration atMost) throws InterruptedException {
        return places.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void release() {
        places.release();
    }

    @Override
    public CallResult call(byte[] body, Duration timeout) throws InterruptedException {
        CompletableFuture<RestResponse<byte[]>> response =
                api.complete(authorization, body).subscribeAsCompletionStage();
        try {
            return result(response.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            response.cancel(true);
            return new CallResult.Failed(FailureKind.TIMEOUT, "no answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            response.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            return CallFailures.of(e.getCause());
        }
    }

    /// Closes the connections when the calls that are under way have ended.
    void retire() {
        Thread.ofVirtual().name("retire-endpoint").start(() -> {
            places.acquireUninterruptibly(maxCalls);
            api.close();
            // Whoever still waits for a place finds the client closed, and the new endpoint at the next try.
            places.release(maxCalls);
        });
    }

    private CallResult result(RestResponse<byte[]> response) {
        int status = response.getStatus();
        if (status < 200 || status > 299) {
            return HttpStatus.failure(status, Optional.ofNullable(response.getHeaderString("Retry-After")), clock);
        }
        byte[] body = response.getEntity();
        if (body != null && body.length > maxResponseBytes) {
            return CallFailures.of(new ResponseTooLongException(maxResponseBytes));
        }
        return ChatResponse.decode(body);
    }

    /// Breaks off before the body is read into memory, where its length is declared.
    private void refuseLongResponse(HttpClientRequest request) {
        request.response().onSuccess(response -> {
            String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
            if (length != null && isLongerThan(length, maxResponseBytes)) {
                request.reset(0, new ResponseTooLongException(maxResponseBytes));
            }
        });
    }

    private static boolean isLongerThan(String contentLength, int most) {
        try {
            return Long.parseLong(contentLength) > most;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
