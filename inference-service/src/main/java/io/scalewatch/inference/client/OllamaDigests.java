package io.scalewatch.inference.client;

import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.OllamaChat;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Which weights the models of an Ollama server have, looked up once a minute: no answer says it.
final class OllamaDigests {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /// Reads an address.
    interface Reader {

        /// @return the body, or nothing if it can't be read
        Optional<byte[]> read(URI address) throws InterruptedException;
    }

    private final OllamaChat provider;
    private final URI base;
    private final Reader reader;
    private final AtomicLong due = new AtomicLong(System.nanoTime());
    private volatile Map<String, String> digests = Map.of();

    OllamaDigests(OllamaChat provider, URI base, Reader reader) {
        this.provider = provider;
        this.base = base;
        this.reader = reader;
    }

    /// The answer with the digest of the model that gave it, where that is known.
    CallResult complete(CallResult result) throws InterruptedException {
        if (!(result instanceof CallResult.Answered answered)) {
            return result;
        }
        long then = due.get();
        long now = System.nanoTime();
        if (now - then >= 0 && due.compareAndSet(then, now + INTERVAL.toNanos())) {
            // What is known stays where the list can't be read for once.
            reader.read(provider.models(base)).map(provider::digests).ifPresent(found -> digests = found);
        }
        String digest = answered.servedModel().map(digests::get).orElse(null);
        return digest == null ? answered : answered.withFingerprint(digest);
    }
}
