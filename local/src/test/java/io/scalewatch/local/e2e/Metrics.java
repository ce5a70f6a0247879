package io.scalewatch.local.e2e;

import io.scalewatch.local.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.OptionalLong;

/// What an instance of a service says of itself to Prometheus.
final class Metrics {

    private Metrics() {}

    /// The whole number behind the first sample whose name, or name and labels, begin like this; nothing for what was
    /// not counted yet.
    static OptionalLong value(LocalStack stack, String instance, String name) throws IOException, InterruptedException {
        URI metrics = stack.serviceUrl(instance).resolve("/q/metrics");
        HttpRequest request = HttpRequest.newBuilder(metrics)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst();
        }
    }
}
