package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.local.e2e.TraceCollector.Collected;
import io.scalewatch.local.stack.LocalStack;
import io.scalewatch.local.stack.Service;
import io.scalewatch.local.stack.StackOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A stack of its own, whose services send their traces to the test.
class TracingIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TRACE_PARENT = "traceparent";
    private static final String SECRET = "sk-never-in-a-trace-1b2c";
    /// Shorter ones could stand in an identifier by chance.
    private static final int SHORTEST_TEXT = 12;

    private static TraceCollector collector;
    private static LocalStack stack;

    private final Http http = new Http();

    @BeforeAll
    static void start() throws Exception {
        collector = new TraceCollector();
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "traced-");
        StackOptions options = StackOptions.in(folder.resolve("data"))
                .withSimulation(SharedStack.spec(folder))
                .withEnvironment(Service.INFERENCE, "TRACED_KEY", SECRET)
                .saying(System.out::println);
        for (Service service : Service.values()) {
            options = options.withEnvironment(
                            service,
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            collector.endpoint().toString())
                    .withEnvironment(service, "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms");
        }
        stack = LocalStack.start(options);
    }

    @AfterAll
    static void stop() {
        stack.close();
        collector.close();
    }

    @Test
    void eachPromptIsOneTraceThroughAllFourServices() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "traced", Families.FAULTY);
        evaluation.authorise("TRACED_KEY");
        ModelsAdmin.of(stack).fault("faulty-3", "error");

        UUID run = evaluation.run(Map.of("families", List.of("traced"), "tasks", List.of("memo-trap"), "examples", 10));
        JsonNode shown = evaluation.awaitCompleted(run);

        int planned = shown.get("planned").asInt();
        Map<String, List<Collected>> traces = awaitTraces(run, planned);
        for (List<Collected> trace : traces.values()) {
            boolean failed = root(trace).attributes().get("scalewatch.model").endsWith("faulty-3");
            assertChain(trace);
            if (failed) {
                assertFailed(trace);
            } else {
                assertAnswered(trace, run);
            }
        }
        assertThat(traces.values())
                .extracting(trace -> root(trace).attributes().get("scalewatch.prompt.index"))
                .doesNotHaveDuplicates();
        assertThat(collector.spans())
                .as("nothing but prompts is traced")
                .allSatisfy(span -> assertThat(span.attributes().keySet())
                        .containsAnyOf("scalewatch.prompt.index", "gen_ai.operation.name"));
        ModelsAdmin.of(stack).heal(List.of("faulty-3"));
    }

    @Test
    void noTraceHoldsTheTextOfAPromptOrACompletionOrAKey() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "untold", Families.EIGHT);
        evaluation.authorise("TRACED_KEY");
        UUID run = evaluation.run(Map.of(
                "families",
                List.of("untold"),
                "tasks",
                List.of("memo-trap", "sycophancy-factual", "distractor-arithmetic"),
                "examples",
                10));
        int planned = evaluation.awaitCompleted(run).get("planned").asInt();
        awaitTraces(run, planned);

        List<String> texts = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : RunRecords.of(Topics.COMPLETIONS, run, stack.kafkaBootstrap())) {
            PromptCompleted completed = Codecs.PROMPT_COMPLETED.decode(record.headers(), record.value());
            completed.text().ifPresent(texts::add);
            completed.prompt().messages().stream().map(Message::content).forEach(texts::add);
        }
        for (ConsumerRecord<byte[], byte[]> record : RunRecords.of(Topics.SCORES, run, stack.kafkaBootstrap())) {
            CompletionScored score = Codecs.COMPLETION_SCORED.decode(record.headers(), record.value());
            score.extracted().ifPresent(texts::add);
        }
        List<String> telling = texts.stream()
                .flatMap(String::lines)
                .filter(line -> line.length() >= SHORTEST_TEXT)
                .distinct()
                .toList();
        String everything = collector.everything();
        assertThat(telling).hasSizeGreaterThan(planned / 8);
        assertThat(telling).noneMatch(everything::contains);
        assertThat(everything).contains(run.toString()).doesNotContain(SECRET);
    }

    @Test
    void aCollectorThatIsAwayHoldsNothingUp() throws Exception {
        Evaluation evaluation = Evaluation.deploy(stack, "uncollected", Families.EIGHT);
        collector.stop();
        try {
            UUID run = evaluation.run(List.of("distractor-arithmetic", "memo-trap"), 2);

            evaluation.assertEveryPromptCountedOnce(run);
            assertThat(RunRecords.of(Topics.PROMPTS, run, stack.kafkaBootstrap()))
                    .isNotEmpty()
                    .allMatch(record -> record.headers().lastHeader(TRACE_PARENT) != null);
        } finally {
            collector.start();
        }
    }

    @Test
    void withoutAnEndpointNoRecordHasATrace() throws Exception {
        LocalStack untraced = SharedStack.get();
        Evaluation evaluation = Evaluation.deploy(untraced, "untraced", Families.EIGHT);
        UUID run =
                evaluation.run(Map.of("families", List.of("untraced"), "tasks", List.of("memo-trap"), "examples", 10));
        evaluation.awaitCompleted(run);

        for (String topic : List.of(Topics.PROMPTS, Topics.COMPLETIONS, Topics.SCORES)) {
            assertThat(RunRecords.of(topic, run, untraced.kafkaBootstrap()))
                    .as(topic)
                    .isNotEmpty()
                    .allMatch(record -> record.headers().lastHeader(TRACE_PARENT) == null);
        }
    }

    /// The run's traces by their id, as soon as each of them has got to its count.
    private static Map<String, List<Collected>> awaitTraces(UUID run, int planned) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(traces(run).values())
                        .filteredOn(trace ->
                                trace.stream().anyMatch(span -> span.name().equals("count scores")))
                        .filteredOn(trace ->
                                trace.stream().anyMatch(span -> span.name().equals("score completions")))
                        .filteredOn(trace ->
                                trace.stream().anyMatch(span -> span.name().equals("answer prompts")))
                        .hasSize(planned));
        return traces(run);
    }

    private static Map<String, List<Collected>> traces(UUID run) {
        Map<String, List<Collected>> all = collector.spans().stream().collect(Collectors.groupingBy(Collected::trace));
        all.values()
                .removeIf(trace -> trace.stream()
                        .noneMatch(span -> span.name().equals("publish prompts")
                                && run.toString().equals(span.attributes().get("scalewatch.run.id"))));
        return all;
    }

    /// publish prompts > answer prompts > score completions > count scores, and the calls below the answer.
    private static void assertChain(List<Collected> trace) {
        Collected publish = root(trace);
        Collected answer = only(trace, "answer prompts");
        Collected score = only(trace, "score completions");
        Collected count = only(trace, "count scores");
        assertThat(publish.parent()).isEmpty();
        assertThat(answer.parent()).isEqualTo(publish.id());
        assertThat(score.parent()).isEqualTo(answer.id());
        assertThat(count.parent()).isEqualTo(score.id());
        assertThat(List.of(publish, answer, score, count))
                .extracting(Collected::service)
                .containsExactly("task-service", "inference-service", "scoring-service", "analysis-service");
        assertThat(List.of(publish, answer, score, count))
                .extracting(span -> span.span().getKind())
                .containsExactly(
                        SpanKind.SPAN_KIND_PRODUCER,
                        SpanKind.SPAN_KIND_CONSUMER,
                        SpanKind.SPAN_KIND_CONSUMER,
                        SpanKind.SPAN_KIND_CONSUMER);
        assertThat(List.of(publish, answer, score, count))
                .extracting(span -> span.attributes().get("messaging.message.id"))
                .containsOnly(publish.attributes().get("messaging.message.id"));
        assertThat(count.attributes()).containsEntry("scalewatch.outcome", "counted");
        assertThat(calls(trace))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.parent()).isEqualTo(answer.id()));
    }

    private static void assertAnswered(List<Collected> trace, UUID run) {
        assertThat(root(trace).attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.destination.name", "prompts")
                .containsEntry("scalewatch.run.id", run.toString())
                .containsEntry("scalewatch.task", "memo-trap")
                .containsEntry("scalewatch.variant", "baseline");
        assertThat(calls(trace)).hasSize(1);
        Collected call = calls(trace).getFirst();
        String served = call.attributes().get("gen_ai.request.model");
        assertThat(root(trace).attributes()).containsEntry("scalewatch.model", "traced-" + served);
        assertThat(call.name()).isEqualTo("chat " + served);
        assertThat(call.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(call.attributes())
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.response.model", served)
                .containsEntry("gen_ai.response.finish_reasons", "[stop]")
                .containsEntry("gen_ai.request.max_tokens", "512")
                .containsEntry("gen_ai.request.temperature", "0.0")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", Integer.toString(stack.models().getPort()))
                .doesNotContainKey("error.type")
                .hasEntrySatisfying("gen_ai.response.id", id -> assertThat(id).startsWith("chatcmpl-"))
                .hasEntrySatisfying(
                        "gen_ai.usage.input_tokens",
                        tokens -> assertThat(Long.parseLong(tokens)).isPositive())
                .hasEntrySatisfying(
                        "gen_ai.usage.output_tokens",
                        tokens -> assertThat(Long.parseLong(tokens)).isPositive());
        assertThat(only(trace, "score completions").attributes()).containsKey("scalewatch.label");
    }

    /// The model's server says 500 to each call.
    private static void assertFailed(List<Collected> trace) {
        assertThat(calls(trace)).hasSizeGreaterThan(1).allSatisfy(call -> {
            assertThat(call.span().getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
            assertThat(call.attributes()).containsEntry("error.type", "server-error");
        });
        assertThat(calls(trace))
                .extracting(call -> call.attributes().get("scalewatch.call"))
                .doesNotHaveDuplicates();
        assertThat(List.of(only(trace, "answer prompts"), only(trace, "score completions")))
                .allSatisfy(span -> assertThat(span.attributes()).containsEntry("error.type", "server-error"));
    }

    private static List<Collected> calls(List<Collected> trace) {
        return trace.stream().filter(span -> span.name().startsWith("chat ")).toList();
    }

    private static Collected root(List<Collected> trace) {
        return only(trace, "publish prompts");
    }

    private static Collected only(List<Collected> trace, String name) {
        List<Collected> named =
                trace.stream().filter(span -> span.name().equals(name)).toList();
        assertThat(named).as(name).hasSize(1);
        return named.getFirst();
    }
}
