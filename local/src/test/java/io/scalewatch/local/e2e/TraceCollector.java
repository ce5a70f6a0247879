package io.scalewatch.local.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// What an OpenTelemetry collector is to the services: takes OTLP over HTTP, and keeps all that it is sent.
final class TraceCollector implements AutoCloseable {

    /// @param service the resource's name
    record Collected(String service, Span span) {

        String trace() {
            return hex(span.getTraceId().toByteArray());
        }

        String id() {
            return hex(span.getSpanId().toByteArray());
        }

        /// Empty for a root.
        String parent() {
            return hex(span.getParentSpanId().toByteArray());
        }

        String name() {
            return span.getName();
        }

        /// By name, whatever their type, as text.
        Map<String, String> attributes() {
            return span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, TraceCollector::text));
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    private final ConcurrentLinkedQueue<Collected> spans = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<byte[]> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private int port;

    TraceCollector() throws IOException {
        start();
    }

    /// Listens, on the same port as before.
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = server.getAddress().getPort();
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /// Connections are refused from here on.
    void stop() {
        server.stop(0);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    List<Collected> spans() {
        return List.copyOf(spans);
    }

    /// All that was ever sent, the text in it readable.
    String everything() {
        return requests.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(body);
            ExportTraceServiceRequest.parseFrom(body)
                    .getResourceSpansList()
                    .forEach(resource -> resource.getScopeSpansList()
                            .forEach(scope -> scope.getSpansList()
                                    .forEach(span -> spans.add(new Collected(service(resource.getResource()), span)))));
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        }
    }

    private static String service(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(TraceCollector::text)
                .findFirst()
                .orElse("");
    }

    private static String text(KeyValue attribute) {
        var value = attribute.getValue();
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(element -> element.getStringValue())
                        .collect(Collectors.joining(",", "[", "]"));
            default -> value.toString();
        };
    }

    @Override
    public void close() {
        stop();
    }
}
