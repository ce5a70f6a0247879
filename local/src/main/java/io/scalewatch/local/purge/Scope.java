package io.scalewatch.local.purge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Which texts are to go.
sealed interface Scope {

    /// Everything.
    record All() implements Scope {}

    /// What was written before.
    record Before(Instant then) implements Scope {}

    /// What one run has asked and been answered, and what quotes it: a judge's prompts hold the answers that
    /// they are about.
    record OfRun(UUID run) implements Scope {

        /// Every event names the run that it is of, and so does a prompt that holds another run's answer.
        boolean isIn(ConsumerRecord<byte[], byte[]> record) {
            return record.value() != null && contains(record.value(), name());
        }

        private byte[] name() {
            return run.toString().getBytes(StandardCharsets.US_ASCII);
        }

        private static boolean contains(byte[] text, byte[] word) {
            for (int at = 0; at <= text.length - word.length; at++) {
                int matched = 0;
                while (matched < word.length && text[at + matched] == word[matched]) {
                    matched++;
                }
                if (matched == word.length) {
                    return true;
                }
            }
            return false;
        }
    }
}
