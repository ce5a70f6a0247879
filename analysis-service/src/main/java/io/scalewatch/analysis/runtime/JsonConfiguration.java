package io.scalewatch.analysis.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.scalewatch.contracts.codec.Json;
import jakarta.inject.Singleton;

/// The API speaks the JSON that the events do.
@Singleton
class JsonConfiguration implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper);
    }
}
