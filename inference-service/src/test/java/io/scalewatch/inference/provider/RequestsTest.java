package io.scalewatch.inference.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.inference.testing.Prompts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests per minute are counted where prompts are published, without their being made.
class RequestsTest {

    private static final GenerationParameters GENERATION = new GenerationParameters(16, 0, Optional.empty());

    @ParameterizedTest
    @EnumSource
    void areAsManyAsTheProtocolIsSaidToTake(Protocol protocol) {
        Provider provider = Provider.of(
                new EndpointDeclared("local", "http://local/v1", protocol, Optional.empty(), Optional.empty()));

        for (AnswerSpec answer : List.of(
                new AnswerSpec(AnswerKind.NUMBER, List.of("42"), Map.of()), Prompts.classes(" A", " B", " C"))) {
            assertThat(provider.requests(Prompts.asking(List.of(Message.user("Which?")), GENERATION, answer)))
                    .hasSize(protocol.requestsFor(answer));
        }
    }
}
