package io.scalewatch.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Whether a process that was started can be used.
@FunctionalInterface
interface Readiness {

    /// @param pid of the process that is asked about: what an earlier one left behind does not count
    boolean isReady(long pid) throws IOException, InterruptedException;

    /// Ready when an HTTP GET is answered with 200.
    static Readiness http(HttpClient client, URI uri) {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        return pid -> client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /// Ready when the process has written its pid to a file.
    static Readiness file(Path file) {
        return pid -> Files.exists(file) && Files.readString(file).strip().equals(Long.toString(pid));
    }

    /// Ready when a port of the loopback interface takes connections.
    static Readiness port(int port) {
        return pid -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return true;
            }
        };
    }
}
