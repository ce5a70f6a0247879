package io.scalewatch.inference.provider;

import java.net.URI;
import java.util.Map;

/// Where requests go, and how they are authorised.
final class Addresses {

    private Addresses() {}

    static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
    }

    static Map<String, String> bearer(String key) {
        return key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key);
    }
}
