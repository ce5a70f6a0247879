package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.topic.Topics;
import io.scalewatch.embedded.test.StackResource;
import io.scalewatch.embedded.test.TestStack;
import io.scalewatch.scoring.Completions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// The service as it is deployed, on the topics as they are.
@QuarkusTest
@WithTestResource(value = StackResource.class, initArgs = @ResourceArg(name = "postgres", value = "false"))
class ScoringServiceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TestHTTPResource("/q/health/ready")
    private URI ready;

    @TestHTTPResource("/q/health/live")
    private URI live;

    @TestHTTPResource("/q/metrics")
    private URI metrics;

    @Test
    void scoresWhatItReadsAndSaysSo() throws IOException, InterruptedException {
        PromptCompleted completed = new Completions().answered(0, "The answer is 7.");
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    Topics.COMPLETIONS,
                    0,
                    (byte[]) null,
                    Codecs.PROMPT_COMPLETED.encode(completed),
                    Codecs.PROMPT_COMPLETED.headers(completed, "/test")));
        }

        await().atMost(LIMIT)
                .until(() -> get(metrics).body().contains("scalewatch_scoring_labels_total{label=\"CORRECT\""));

        assertThat(get(metrics).body())
                .contains("scalewatch_scoring_transactions_total{outcome=\"committed\"")
                .contains("scalewatch_scoring_batch_records")
                .contains("scalewatch_scoring_transaction_seconds_bucket")
                .contains("scalewatch_scoring_completion_age_seconds_bucket")
                .contains("scalewatch_scoring_dead_letters_total");
        assertThat(get(live).statusCode()).isEqualTo(200);
        assertThat(get(ready).statusCode()).isEqualTo(200);
        assertThat(get(ready).body()).contains("scoring-loop").contains("Kafka");
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
