package io.scalewatch.analysis.page;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records that came since they were last asked for: the newest of each key, those that waited longest first.
/// Kept as bytes, since most of what a running evaluation publishes is replaced before anybody is told of it.
final class Changes {

    private final Map<String, byte[]> newest = new LinkedHashMap<>();

    synchronized void put(String key, byte[] value) {
        // The place in the queue stays: what changes all the time must not wait for ever.
        newest.put(key, value);
    }

    /// Takes the first of them.
    synchronized List<byte[]> take(int most) {
        List<byte[]> taken = new ArrayList<>();
        Iterator<byte[]> values = newest.values().iterator();
        while (taken.size() < most && values.hasNext()) {
            taken.add(values.next());
            values.remove();
        }
        return taken;
    }

    synchronized void clear() {
        newest.clear();
    }
}
