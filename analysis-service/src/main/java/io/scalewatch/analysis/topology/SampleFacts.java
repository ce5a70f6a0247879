package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.Trial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What is known of a sample beside its answers.
///
/// @param group the samples that it is compared with
/// @param control whether it is its group's neutral control
/// @param dials the task's dials for it, for example the number of distractors
record SampleFacts(String group, boolean control, Map<String, Double> dials) {

    SampleFacts {
        dials = Map.copyOf(dials);
    }

    static SampleFacts of(Trial trial) {
        return new SampleFacts(trial.group(), trial.control(), trial.dials());
    }

    /// Whether nothing has to be kept: a biased sample in a group of its own name, without dials.
    boolean isPlain(String sample) {
        return group.equals(sample) && !control && dials.isEmpty();
    }

    /// Whether it is a control (1 byte), the group, and each dial by name: its name, its value (8 bytes). A text is its
    /// length (4 bytes) and UTF-8.
    byte[] encode() {
        Map<byte[], Double> named = new LinkedHashMap<>();
        int bytes = 1;
        for (Map.Entry<String, Double> dial : new TreeMap<>(dials).entrySet()) {
            byte[] name = utf8(dial.getKey());
            named.put(name, dial.getValue());
            bytes += Integer.BYTES + name.length + Double.BYTES;
        }
        byte[] name = utf8(group);
        ByteBuffer to = ByteBuffer.allocate(bytes + Integer.BYTES + name.length)
                .put((byte) (control ? 1 : 0))
                .putInt(name.length)
                .put(name);
        named.forEach((dial, value) -> to.putInt(dial.length).put(dial).putDouble(value));
        return to.array();
    }

    static SampleFacts decode(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        boolean control = from.get() != 0;
        String group = text(from);
        Map<String, Double> dials = new TreeMap<>();
        while (from.hasRemaining()) {
            dials.put(text(from), from.getDouble());
        }
        return new SampleFacts(group, control, dials);
    }

    private static String text(ByteBuffer from) {
        byte[] bytes = new byte[from.getInt()];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
