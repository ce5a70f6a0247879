package io.scalewatch.inference.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.contracts.event.EndpointDeclared;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EndpointDirectoryTest {

    private final EndpointDirectory directory = new EndpointDirectory();

    @Test
    void theLastDeclarationOfANameStands() throws InterruptedException {
        directory.put(endpoint("a", "http://127.0.0.1:1/v1"));
        directory.put(endpoint("a", "http://127.0.0.1:2/v1"));

        assertThat(directory.await("a", Duration.ZERO)).contains(endpoint("a", "http://127.0.0.1:2/v1"));

        directory.remove("a");
        assertThat(directory.await("a", Duration.ZERO)).isEmpty();
        assertThat(directory.size()).isZero();
    }

    @Test
    void aPromptThatOvertookItsEndpointWaitsForIt() throws InterruptedException {
        AtomicReference<Optional<EndpointDeclared>> found = new AtomicReference<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                found.set(directory.await("a", Duration.ofSeconds(30)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        directory.put(endpoint("a", "http://127.0.0.1:1/v1"));

        waiting.join();
        assertThat(found.get()).contains(endpoint("a", "http://127.0.0.1:1/v1"));
    }

    @Test
    void theWaitEnds() throws InterruptedException {
        assertThat(directory.await("nobody", Duration.ofMillis(10))).isEmpty();
    }

    private static EndpointDeclared endpoint(String name, String url) {
        return new EndpointDeclared(
                name, url, EndpointDeclared.Protocol.OPENAI_CHAT, Optional.empty(), Optional.empty());
    }
}
