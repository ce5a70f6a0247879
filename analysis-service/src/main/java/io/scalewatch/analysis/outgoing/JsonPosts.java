package io.scalewatch.analysis.outgoing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Posts JSON. Follows no redirect, reads no body of an answer, and keeps no connection: calls are rare, and whom they
/// reach may change. Blocks the calling thread, which had better be a virtual one.
@ApplicationScoped
public class JsonPosts {

    private static final int CALLS_PER_HOST = 256;
    /// More than any call may take: ends connections that nobody waits for any more.
    private static final int IDLE_SECONDS = 90;

    private final HttpClient client;

    @Inject
    public JsonPosts(Vertx vertx) {
        this(vertx, new HttpClientOptions());
    }

    /// @param tls whom it trusts
    JsonPosts(Vertx vertx, HttpClientOptions tls) {
        client = vertx.createHttpClient(new HttpClientOptions(tls)
                .setKeepAlive(false)
                .setMaxPoolSize(CALLS_PER_HOST)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(IDLE_SECONDS));
    }

    /// @param retryAfter the header of that name
    public record Answer(int status, Optional<String> retryAfter) {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /// @param at where the host is
    /// @param limit for the whole call
    /// @throws IOException if there was no answer; its message names neither address nor headers
    public Answer post(URI url, InetAddress at, Map<String, String> headers, byte[] body, Duration limit)
            throws IOException {
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(at, port)))
                .setFollowRedirects(false)
                .setConnectTimeout(limit.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "scalewatch");
        headers.forEach(options::putHeader);
        AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Answer> answer = client.request(options)
                .compose(request -> {
                    sent.set(request);
                    // Set before it is looked at what there is to end: one of both sees the other.
                    if (over.get()) {
                        request.connection().close();
                        return Future.failedFuture(new TimeoutException("too late"));
                    }
                    return request.send(Buffer.buffer(body)).map(response -> {
                        Answer read = new Answer(
                                response.statusCode(), Optional.ofNullable(response.getHeader("Retry-After")));
                        // Nobody wants to know the rest, which may never end; nor that it was not read.
                        response.exceptionHandler(ended -> {});
                        request.reset();
                        return read;
                    });
                })
                .toCompletionStage()
                .toCompletableFuture();
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abandon(answer, over, sent);
            throw new IOException("no answer within " + limit);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                // It was not connected by then.
                throw new IOException("no answer within " + limit);
            }
            throw new IOException("no answer: " + e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            abandon(answer, over, sent);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    private static void abandon(
            CompletableFuture<Answer> answer, AtomicBoolean over, AtomicReference<HttpClientRequest> sent) {
        over.set(true);
        answer.cancel(true);
        HttpClientRequest request = sent.get();
        if (request != null) {
            request.reset();
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
