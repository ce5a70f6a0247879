package io.scalewatch.local.simulation;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CompletionException;

/// Simulated models behind `POST /v1/chat/completions`. One event loop does it all, so nothing in it needs a lock.
public final class SimulationServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int BACKLOG = 4_096;

    private final Vertx vertx;
    private final HttpServer server;

    private SimulationServer(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /// Starts a server on the loopback interface and returns when it listens.
    ///
    /// @param port 0 for any free one
    /// @throws InvalidSpecException if an imported file has bad rows
    /// @throws IOException if an imported file can't be read or the port can't be bound
    public static SimulationServer start(SimulationSpec spec, int port) throws IOException {
        return start(spec, LOOPBACK, port);
    }

    /// Starts a server and returns when it listens.
    ///
    /// @param host the interface to listen on
    /// @param port 0 for any free one
    /// @throws InvalidSpecException if an imported file has bad rows
    /// @throws IOException if an imported file can't be read or the port can't be bound
    static SimulationServer start(SimulationSpec spec, String host, int port) throws IOException {
        Simulation simulation = new Simulation(spec);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        CallCounts counts = new CallCounts(spec.bookkeeping());
        ChatHandler chat = new ChatHandler(vertx, spec, simulation, counts, Clock.systemUTC());
        AdminHandler admin = new AdminHandler(simulation, chat, counts);
        try {
            HttpServer server = vertx.createHttpServer(
                            new HttpServerOptions().setTcpNoDelay(true).setAcceptBacklog(BACKLOG))
                    .requestHandler(request -> route(request, chat, admin))
                    .listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new SimulationServer(vertx, server);
        } catch (CompletionException e) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            throw new IOException("port " + port + " of " + host + " can't be bound", e.getCause());
        }
    }

    private static void route(HttpServerRequest request, ChatHandler chat, AdminHandler admin) {
        boolean completion =
                request.method().equals(HttpMethod.POST) && request.path().endsWith("/chat/completions");
        request.bodyHandler(body -> {
            if (completion) {
                chat.handle(request, body);
            } else {
                admin.handle(request, body);
            }
        });
    }

    /// Where it listens.
    public int port() {
        return server.actualPort();
    }

    /// What an endpoint's base URL is to be, for a worker on this machine.
    public URI baseUrl() {
        return URI.create("http://" + LOOPBACK + ":" + port() + "/v1");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
