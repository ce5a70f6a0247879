package io.scalewatch.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulationServerTest {

    private static final String SPEC = """
            families:
              - name: f
                models: [{name: m, parameters: 1B}, {name: maker/other, parameters: 2B}]
                tasks: {memo-trap: {rates: {CORRECT: 1}}}
            """;

    private static final Sample SAMPLE =
            BuiltInTasks.current("memo-trap").orElseThrow().samples().getFirst();
    private static final String PROMPT = SAMPLE.input().getFirst().content();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static SimulationServer server;

    @BeforeAll
    static void start() throws IOException {
        server = SimulationServer.start(
                SpecReader.read(new ByteArrayInputStream(SPEC.getBytes(StandardCharsets.UTF_8)), Path.of("")), 0);
    }

    @AfterAll
    static void stop() {
        server.close();
        CLIENT.close();
    }

    @BeforeEach
    void reset() throws Exception {
        send("DELETE", "/admin/calls", "");
        fault("m", "{\"kind\": \"none\"}");
        send("PUT", "/admin/latency", "{\"latencyMs\": 0}");
    }

    @Test
    void itAnswersLikeAModelServer() throws Exception {
        HttpResponse<String> response = ask("m", PROMPT);

        JsonNode json = Json.mapper().readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.path("object").asText()).isEqualTo("chat.completion");
        assertThat(json.path("model").asText()).isEqualTo("m");
        assertThat(json.at("/choices/0/message/role").asText()).isEqualTo("assistant");
        assertThat(json.at("/choices/0/message/content").asText())
                .contains(SAMPLE.answer().targets().getFirst());
        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(json.at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(ask("m", PROMPT).body()).isEqualTo(response.body());
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() throws Exception {
        ObjectNode request = Json.mapper().createObjectNode();
        request.putArray("messages")
                .addObject()
                .put("content", PROMPT)
                .put("name", "x")
                .put("role", "user");
        request.put("model", "m");

        assertThat(post(request.toString()).body()).isEqualTo(ask("m", PROMPT).body());
    }

    @Test
    void unknownPromptsAreAnsweredToo() throws Exception {
        HttpResponse<String> response = ask("maker/other", "A \"prompt\"\nwith é and 😀");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("I have not heard of this before.", "\"model\":\"maker/other\"");
    }

    @Test
    void callsAreCountedAndRepeatedOnesToo() throws Exception {
        ask("m", PROMPT);
        ask("m", PROMPT);
        ask("maker/other", PROMPT);
        ask("m", "something else");

        assertThat(calls())
                .isEqualTo(Json.mapper()
                        .readTree("{\"calls\":4,\"answered\":4,\"repeated\":1,"
                                + "\"byModel\":{\"m\":3,\"maker/other\":1},"
                                + "\"answeredByModel\":{\"m\":3,\"maker/other\":1}}"));
    }

    @Test
    void aSlowModelAnswersLate() throws Exception {
        fault("m", "{\"kind\": \"slow\", \"latencyMs\": 150}");

        long before = System.nanoTime();
        HttpResponse<String> response = ask("m", PROMPT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(149));
    }

    @Test
    void latencyCanBeSetForAll() throws Exception {
        send("PUT", "/admin/latency", "{\"latencyMs\": 120}");

        long before = System.nanoTime();
        ask("maker/other", PROMPT);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(119));
    }

    @Test
    void aRateLimitedModelSaysWhenToComeBack() throws Exception {
        fault("m", "{\"kind\": \"rate-limited\", \"retryAfterSeconds\": 7}");

        HttpResponse<String> response = ask("m", PROMPT);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(ask("maker/other", PROMPT).statusCode()).isEqualTo(200);
        assertThat(calls().path("answered").asInt()).isEqualTo(1);
    }

    @Test
    void aFailingModelSays500() throws Exception {
        fault("m", "{\"kind\": \"error\"}");

        assertThat(ask("m", PROMPT).statusCode()).isEqualTo(500);
    }

    @Test
    void garbageIsNotJson() throws Exception {
        fault("m", "{\"kind\": \"garbage\"}");

        HttpResponse<String> response = ask("m", PROMPT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Json.mapper().readTree(response.body())).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void halfABodyBreaksOff() throws Exception {
        fault("m", "{\"kind\": \"half-body\"}");

        assertThatThrownBy(() -> ask("m", PROMPT)).isInstanceOf(IOException.class);
    }

    @Test
    void aModelThatIsDownClosesTheConnection() throws Exception {
        fault("m", "{\"kind\": \"down\"}");

        assertThatThrownBy(() -> ask("m", PROMPT)).isInstanceOf(IOException.class);
    }

    @Test
    void aModelCanStaySilent() throws Exception {
        fault("m", "{\"kind\": \"never\"}");

        assertThatThrownBy(() -> CLIENT.send(
                        request("POST", "/v1/chat/completions", body("m", PROMPT), Duration.ofMillis(300)),
                        BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(calls().path("calls").asInt()).isEqualTo(1);
        assertThat(calls().path("answered").asInt()).isZero();
    }

    @Test
    void aFaultMayBefallAShareOfTheCalls() throws Exception {
        fault("m", "{\"kind\": \"error\", \"share\": 0.5}");

        int failed = 0;
        for (int i = 0; i < 200; i++) {
            failed += ask("m", PROMPT).statusCode() == 500 ? 1 : 0;
        }

        assertThat(failed).isBetween(65, 135);
    }

    @Test
    void severalFaultsBefallTheirOwnShares() throws Exception {
        fault("m", "[{\"kind\": \"error\", \"share\": 0.5}, {\"kind\": \"rate-limited\", \"share\": 0.3}]");

        int failed = 0;
        int limited = 0;
        for (int i = 0; i < 400; i++) {
            int status = ask("m", PROMPT).statusCode();
            failed += status == 500 ? 1 : 0;
            limited += status == 429 ? 1 : 0;
        }

        assertThat(failed).isBetween(150, 250);
        assertThat(limited).isBetween(75, 165);
        assertThat(calls().path("answered").asInt()).isEqualTo(400 - failed - limited);
        HttpResponse<String> tooMany = send(
                "PUT",
                "/admin/models/m/fault",
                "[{\"kind\": \"error\", \"share\": 0.6}, {\"kind\": \"down\", \"share\": 0.5}]");
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("add up to 1 at most");
    }

    @Test
    void whatIsNotARequestIsRefused() throws Exception {
        assertThat(post("not json").statusCode()).isEqualTo(400);
        assertThat(post("[]").statusCode()).isEqualTo(400);
        assertThat(post("{\"model\": \"m\"}").statusCode()).isEqualTo(400);
        assertThat(post("{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": 7}]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ask("nobody", PROMPT).statusCode()).isEqualTo(404);
        assertThat(send("GET", "/nothing", "").statusCode()).isEqualTo(404);
        assertThat(calls().path("calls").asInt()).isZero();
    }

    @Test
    void whatIsNotAFaultIsRefusedByItsField() throws Exception {
        HttpResponse<String> unknown = send("PUT", "/admin/models/m/fault", "{\"kind\": \"lazy\"}");
        HttpResponse<String> misspelt = send("PUT", "/admin/models/m/fault", "{\"kind\": \"slow\", \"latency\": 7}");

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("body.kind: is not known (one of none, slow");
        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertThat(misspelt.body()).contains("body.latency: is not known");
        assertThat(send("PUT", "/admin/models/m/fault", "oops").statusCode()).isEqualTo(400);
        assertThat(send("PUT", "/admin/models/nobody/fault", "{\"kind\": \"none\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void modelsAreListed() throws Exception {
        HttpResponse<String> response = send("GET", "/v1/models", "");

        JsonNode data = Json.mapper().readTree(response.body()).path("data");
        assertThat(data.findValuesAsText("id")).containsExactly("m", "maker/other");
    }

    @Test
    void aTakenPortIsSaid() {
        assertThatThrownBy(() -> SimulationServer.start(
                        SpecReader.read(new ByteArrayInputStream(SPEC.getBytes(StandardCharsets.UTF_8)), Path.of("")),
                        server.port()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't be bound");
    }

    private static void fault(String model, String fault) throws Exception {
        assertThat(send("PUT", "/admin/models/" + model + "/fault", fault).statusCode())
                .isEqualTo(204);
    }

    private static JsonNode calls() throws Exception {
        return Json.mapper().readTree(send("GET", "/admin/calls", "").body());
    }

    private static HttpResponse<String> ask(String model, String prompt) throws Exception {
        return post(body(model, prompt));
    }

    private static String body(String model, String prompt) {
        ObjectNode request =
                Json.mapper().createObjectNode().put("model", model).put("max_tokens", 512);
        request.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return request.toString();
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return send("POST", "/v1/chat/completions", body);
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return CLIENT.send(request(method, path, body, Duration.ofSeconds(30)), BodyHandlers.ofString());
    }

    private static HttpRequest request(String method, String path, String body, Duration timeout) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, BodyPublishers.ofString(body))
                .build();
    }
}
