package io.scalewatch.task.settings;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.scalewatch.contracts.codec.Json;
import jakarta.inject.Singleton;

/// JSON over HTTP is the JSON of the events; what a user writes is read a little stricter.
@Singleton
public class RestJson implements ObjectMapperCustomizer {

    /// Requests are small; files are imported as streams, not as JSON documents. Bytes.
    private static final long MAX_DOCUMENT = 1 << 20;

    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper)
                // 70.5 is not 70.
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MAX_DOCUMENT)
                        .build());
    }
}
