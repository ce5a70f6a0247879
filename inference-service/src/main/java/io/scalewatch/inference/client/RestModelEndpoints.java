package io.scalewatch.inference.client;

import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.inference.call.ModelEndpoints;
import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.endpoint.EndpointDirectory;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Makes the client of an endpoint when it is first called, and anew when its declaration changes.
public final class RestModelEndpoints implements ModelEndpoints {

    private final EndpointDirectory directory;
    private final EndpointKeys keys;
    private final InferenceConfig config;
    private final Clock clock;
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    private record Made(EndpointDeclared declared, Found found) {}

    public RestModelEndpoints(EndpointDirectory directory, EndpointKeys keys, InferenceConfig config, Clock clock) {
        this.directory = directory;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Found find(String name) throws InterruptedException {
        Optional<EndpointDeclared> declared = directory.await(name, config.endpointWait());
        if (declared.isEmpty()) {
            return new Found.Unusable("no endpoint is named '" + name + "'");
        }
        Made current = made.get(name);
        if (current == null || !current.declared().equals(declared.get())) {
            current = made.compute(name, (n, old) -> renewed(old, declared.get()));
        }
        return current.found();
    }

    private Made renewed(Made old, EndpointDeclared declared) {
        if (old != null && old.declared().equals(declared)) {
            return old;
        }
        if (old != null && old.found() instanceof Found.Usable(RestModelEndpoint endpoint)) {
            endpoint.retire();
        }
        return new Made(declared, make(declared));
    }

    private Found make(EndpointDeclared declared) {
        Optional<String> key = declared.keyName().flatMap(keys::find);
        if (declared.keyName().isPresent() && key.isEmpty()) {
            return new Found.Unusable("the key '" + declared.keyName().get() + "' of endpoint '" + declared.name()
                    + "' is not set: scalewatch.inference.keys."
                    + declared.keyName().get()
                    + ", or an environment variable of its name");
        }
        try {
            return new Found.Usable(new RestModelEndpoint(declared, key.orElse(""), config, clock));
        } catch (IllegalArgumentException e) {
            return new Found.Unusable("the address of endpoint '" + declared.name() + "' is not a URL");
        }
    }
}
