package io.scalewatch.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.topic.TopicList;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final JsonNode document;

    AsyncApiTest() throws IOException {
        document = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("asyncapi.yaml").toFile());
    }

    @Test
    void everyTopicAndEverySchemaIsInTheDocument() {
        List<String> channels =
                document.at("/channels").propertyStream().map(p -> p.getKey()).toList();
        assertThat(channels)
                .containsExactlyInAnyOrderElementsOf(TopicList.load().names().stream()
                        .filter(name -> !name.endsWith(".dlq"))
                        .toList());

        List<Path> schemas = document.at("/components/messages")
                .valueStream()
                .map(message -> Path.of(message.at("/payload/$ref").asText()))
                .toList();
        assertThat(schemas)
                .allSatisfy(schema -> assertThat(schema).isRegularFile())
                .containsExactlyInAnyOrderElementsOf(
                        EventSchemas.EVENTS.stream().map(EventSchemas::file).toList());
    }

    @Test
    void everyChannelSaysHowItsTopicIsKept() {
        for (NewTopic topic : TopicList.load().cluster(1, Optional.empty())) {
            if (topic.name().endsWith(".dlq")) {
                continue;
            }
            JsonNode kafka = document.at("/channels/" + topic.name() + "/bindings/kafka");
            JsonNode settings = kafka.at("/topicConfiguration");

            assertThat(kafka.at("/partitions").asInt()).as(topic.name()).isEqualTo(topic.numPartitions());
            assertThat(settings.at("/cleanup.policy/0").asText())
                    .as(topic.name())
                    .isEqualTo(topic.configs().getOrDefault("cleanup.policy", "delete"));
            assertThat(settings.at("/retention.ms").asText())
                    .as(topic.name())
                    .isEqualTo(topic.configs().getOrDefault("retention.ms", ""));
        }
    }

    @Test
    void everyMessageIsNamedByItsTypeAndHasTheHeadersOfAnEvent() throws Exception {
        Set<String> types = new HashSet<>();
        for (Field field : Codecs.class.getFields()) {
            if (field.get(null) instanceof EventCodec<?> codec) {
                types.add(codec.type());
            }
        }
        JsonNode headers = document.at("/components/messageTraits/CloudEvent/headers/properties");

        assertThat(document.at("/components/messages").valueStream())
                .extracting(message -> message.at("/name").asText())
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(document.at("/components/messages").valueStream())
                .allMatch(message -> message.at("/traits/0/$ref").asText().endsWith("/CloudEvent"));
        assertThat(headers.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Codecs.COMPLETION_SCORED
                                .headers(Examples.scored(), "/test")
                                .toArray())
                        .map(Header::key)
                        .toList());
    }
}
