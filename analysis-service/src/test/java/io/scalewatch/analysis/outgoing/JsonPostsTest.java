package io.scalewatch.analysis.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonPostsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final InetAddress here = InetAddress.getLoopbackAddress();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
        vertx.close();
    }

    @Test
    void anAnswerThatNeverEndsIsAnAnswer() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        URI url = serve(server, "http", "127.0.0.1", 0);
        try {
            JsonPosts.Answer answer = new JsonPosts(vertx).post(url, here, Map.of(), BODY, LIMIT);

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.retryAfter()).contains("7");
        } finally {
            end.countDown();
            server.stop(0);
        }
    }

    @Test
    void noAnswerEndsWithTheLimitAndNamesNoAddress() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        server.createContext("/", exchange -> await());
        server.setExecutor(threads);
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");

            assertThatThrownBy(() -> new JsonPosts(vertx).post(url, here, Map.of(), BODY, Duration.ofMillis(300)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within PT0.3S");
        } finally {
            end.countDown();
            server.stop(0);
        }
    }

    /// Though the address is found by ourselves, the certificate must be of the host that was named.
    @Test
    void theCertificateMustBeOfTheHostAndOfSomeoneTrusted() throws Exception {
        Path store = certificate("hooks.test");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(here, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        URI url = serve(server, "https", "hooks.test", -1);
        try {
            JsonPosts trusting = new JsonPosts(
                    vertx,
                    new HttpClientOptions()
                            .setTrustOptions(
                                    new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)));

            assertThat(trusting.post(url, here, Map.of(), BODY, LIMIT).isSuccess())
                    .isTrue();
            URI other = URI.create(url.toString().replace("hooks.test", "other.test"));
            assertThatThrownBy(() -> trusting.post(other, here, Map.of(), BODY, LIMIT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("SSLHandshake");
            assertThatThrownBy(() -> new JsonPosts(vertx).post(url, here, Map.of(), BODY, LIMIT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("SSLHandshake");
        } finally {
            end.countDown();
            server.stop(0);
        }
    }

    /// Nobody would write down how it went, and it would be made again.
    @Test
    void aCallThatIsGivenUpWhileItConnectsIsNotMade() throws Exception {
        Path store = certificate("hooks.test");
        SSLContext context = context(store);
        JsonPosts trusting = new JsonPosts(
                vertx,
                new HttpClientOptions()
                        .setTrustOptions(
                                new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)));
        try (ServerSocket server = new ServerSocket(0, 1, here)) {
            URI url = URI.create("https://hooks.test:" + server.getLocalPort() + "/");
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual()
                    .start(() ->
                            failure.complete(catchThrowable(() -> trusting.post(url, here, Map.of(), BODY, LIMIT))));
            try (Socket plain = server.accept()) {
                caller.interrupt();
                assertThat(failure.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                        .isInstanceOf(InterruptedIOException.class);

                SSLSocket late = (SSLSocket) context.getSocketFactory().createSocket(plain, "hooks.test", 0, true);
                late.setUseClientMode(false);
                late.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
                late.startHandshake();
                assertThat(late.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void noConnectionEndsWithTheLimitToo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, here)) {
            URI url = URI.create("https://hooks.test:" + server.getLocalPort() + "/");

            assertThatThrownBy(() -> new JsonPosts(vertx).post(url, here, Map.of(), BODY, Duration.ofMillis(300)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within PT0.3S");
        }
    }

    /// @param length of the answer's body, as HttpExchange has it: 0 for one that does not end by itself
    private URI serve(HttpServer server, String scheme, String host, long length) {
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(202, length);
            if (length < 0) {
                exchange.close();
            } else {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                await();
            }
        });
        server.start();
        return URI.create(scheme + "://" + host + ":" + server.getAddress().getPort() + "/");
    }

    private void await() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Path certificate(String host) throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS) && keytool.exitValue() == 0)
                .as(() -> "keytool")
                .isTrue();
        return store;
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
