package io.scalewatch.inference.client;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.inference.call.ModelEndpoints;
import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.endpoint.EndpointDirectory;
import io.scalewatch.inference.provider.Provider;
import io.scalewatch.outbound.AllowedUrls;
import io.scalewatch.outbound.NamedSecrets;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/// Makes the client of an endpoint when it is first called, and anew when its declaration or its key changes.
public final class RestModelEndpoints implements ModelEndpoints {

    private final EndpointDirectory directory;
    private final NamedSecrets keys;
    private final AllowedUrls allowed;
    private final InferenceConfig config;
    private final Clock clock;
    private final BiConsumer<String, IntSupplier> limits;
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    /// What a client was made of.
    private record Source(EndpointDeclared declared, Optional<String> key) {

        /// Without the key.
        @Override
        public String toString() {
            return "Source[" + declared.name() + "]";
        }
    }

    private record Made(Source source, Found found) {}

    /// @param limits told of each endpoint that is made, with its calls at one time
    public RestModelEndpoints(
            EndpointDirectory directory,
            NamedSecrets keys,
            AllowedUrls allowed,
            InferenceConfig config,
            Clock clock,
            BiConsumer<String, IntSupplier> limits) {
        this.directory = directory;
        this.keys = keys;
        this.allowed = allowed;
        this.config = config;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public Found find(String name) throws InterruptedException {
        Optional<EndpointDeclared> declared = directory.await(name, config.endpointWait());
        if (declared.isEmpty()) {
            return new Found.Unusable("no endpoint is named '" + name + "'");
        }
        Source source = new Source(declared.get(), declared.get().keyName().flatMap(keys::find));
        Made current = made.get(name);
        if (current == null || !current.source().equals(source)) {
            current = made.compute(name, (n, old) -> renewed(old, source));
        }
        return current.found();
    }

    private Made renewed(Made old, Source source) {
        if (old != null && old.source().equals(source)) {
            return old;
        }
        if (old != null && old.found() instanceof Found.Usable(RestModelEndpoint endpoint)) {
            endpoint.retire();
        }
        return new Made(source, make(source.declared(), source.key()));
    }

    private Found make(EndpointDeclared declared, Optional<String> key) {
        if (declared.keyName().isPresent() && key.isEmpty()) {
            return new Found.Unusable("the key '" + declared.keyName().get() + "' of endpoint '" + declared.name()
                    + "' is not set: scalewatch.inference.keys."
                    + declared.keyName().get()
                    + ", a file of its name in scalewatch.inference.key-directory,"
                    + " or an environment variable of its name");
        }
        try {
            URI base = URI.create(declared.baseUrl());
            // Ollama's own interface stands beside the address that is declared.
            if (!allowed.allow(base) || !allowed.allow(Provider.of(declared).address(base))) {
                return new Found.Unusable("the address of endpoint '" + declared.name()
                        + "' is not one of scalewatch.inference.allowed-urls");
            }
            RestModelEndpoint endpoint = new RestModelEndpoint(declared, key.orElse(""), config, clock);
            limits.accept(declared.name(), endpoint::limit);
            return new Found.Usable(endpoint);
        } catch (IllegalArgumentException e) {
            return new Found.Unusable("the address of endpoint '" + declared.name() + "' is not a URL");
        }
    }
}
