package io.scalewatch.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.scalewatch.contracts.topic.TopicList;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    @Test
    void everyTopicAndEverySchemaIsInTheDocument() throws Exception {
        JsonNode document = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("asyncapi.yaml").toFile());

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
}
