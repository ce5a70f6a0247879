package io.scalewatch.inference.testing;

import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.EmbeddedKafka;
import io.scalewatch.embedded.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Measures one packaged worker against a trivial model server: prompts per second from the first prompt to the
/// last durable completion, and the worker's CPU per prompt. Broker, server and publisher share the machine.
///
/// Arguments: prompts of the measured round (default 100,000), latency of a call in milliseconds (default 0), and
/// further options for the worker's JVM, for example `-XX:StartFlightRecording=filename=/tmp/worker.jfr`.
public final class WorkerBench {

    private static final String ANSWER = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,"
            + "\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
            + "a".repeat(100) + "\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":64,\"completion_tokens\":25,\"total_tokens\":89}}";

    private WorkerBench() {}

    public static void main(String[] arguments) throws IOException {
        int prompts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int latency = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        List<String> options = List.of(arguments).subList(Math.min(2, arguments.length), arguments.length);
        Path directory = Files.createTempDirectory("worker-bench-");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, FreePort.find());
                Log log = new Log(kafka.bootstrapServers())) {
            log.declare("local", "http://127.0.0.1:" + serve(vertx, latency) + "/v1", Optional.empty());
            try (WorkerProcess worker = WorkerProcess.start(kafka.bootstrapServers(), Map.of(), options)) {
                worker.awaitAssigned();
                for (int round = 0; round < 3; round++) {
                    measure("warm-up", kafka.bootstrapServers(), log, worker, prompts / 3);
                }
                measure("measured", kafka.bootstrapServers(), log, worker, prompts);
                worker.terminate();
                worker.awaitEnd(Duration.ofSeconds(60));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static int serve(Vertx vertx, int latency) {
        Buffer answer = Buffer.buffer(ANSWER);
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            if (latency == 0) {
                request.response().putHeader("Content-Type", "application/json").end(answer);
            } else {
                vertx.setTimer(latency, t -> request.response().end(answer));
            }
        });
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static void measure(String name, String bootstrap, Log log, WorkerProcess worker, int count) {
        UUID run = UUID.randomUUID();
        List<PromptIssued> prompts = new ArrayList<>();
        for (long index = 0; index < count; index++) {
            PromptIssued p = Prompts.prompt(new PromptId(run, index, 0), "local", "m");
            prompts.add(new PromptIssued(
                    p.id(),
                    p.model(),
                    p.trial(),
                    List.of(Message.user("q".repeat(256))),
                    p.generation(),
                    p.answer(),
                    p.endpoint(),
                    p.servedModel(),
                    p.issuedAt()));
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> completions = IntStream.range(
                            0, consumer.partitionsFor(Topics.COMPLETIONS).size())
                    .mapToObj(n -> new TopicPartition(Topics.COMPLETIONS, n))
                    .toList();
            long goal = ends(consumer, completions) + count;
            Duration cpu = worker.cpu();
            long start = System.nanoTime();
            log.publish(prompts);
            double published = (System.nanoTime() - start) / 1e9;
            while (ends(consumer, completions) < goal) {
                LockSupport.parkNanos(20_000_000);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double micros = worker.cpu().minus(cpu).toNanos() / 1e3 / count;
            System.out.printf(
                    "%s: %d prompts in %.2f s (published in %.2f s), %.0f/s, worker CPU %.0f us per prompt, %d MB%n",
                    name, count, seconds, published, count / seconds, micros, worker.residentMegabytes());
        }
    }

    private static long ends(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
