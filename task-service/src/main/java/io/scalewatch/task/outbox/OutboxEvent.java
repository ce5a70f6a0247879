package io.scalewatch.task.outbox;

import java.util.Comparator;
import java.util.Map;

/// The newest event of a key, not yet acknowledged by the broker.
///
/// @param sequence of the change that it tells of
record OutboxEvent(Address address, Map<String, String> headers, byte[] event, long sequence) {

    /// Where an event belongs. Rows are always locked in this order, so that nobody waits in a circle.
    record Address(String topic, String key) implements Comparable<Address> {

        private static final Comparator<Address> ORDER =
                Comparator.comparing(Address::topic).thenComparing(Address::key);

        @Override
        public int compareTo(Address other) {
            return ORDER.compare(this, other);
        }
    }
}
