package io.scalewatch.local.deadletters;

import io.scalewatch.contracts.topic.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// A record of a dead letter topic.
///
/// @param topic the topic that it was on first
/// @param at its partition and offset on the dead letter topic
/// @param from its partition and offset on its own topic
/// @param bytes how long its value is; 0 where it was left out
record DeadRecord(
        String topic,
        Place at,
        Place from,
        Instant time,
        String reason,
        int bytes,
        ConsumerRecord<byte[], byte[]> raw) {

    record Place(int partition, long offset) {

        @Override
        public String toString() {
            return partition + ":" + offset;
        }
    }

    static DeadRecord of(ConsumerRecord<byte[], byte[]> raw) {
        return new DeadRecord(
                header(raw, DeadLetter.TOPIC_HEADER, ""),
                new Place(raw.partition(), raw.offset()),
                new Place(
                        Integer.parseInt(header(raw, DeadLetter.PARTITION_HEADER, "-1")),
                        Long.parseLong(header(raw, DeadLetter.OFFSET_HEADER, "-1"))),
                Instant.ofEpochMilli(raw.timestamp()),
                header(raw, DeadLetter.REASON_HEADER, "unknown"),
                raw.value() == null ? 0 : raw.value().length,
                raw);
    }

    String stack() {
        return header(raw, DeadLetter.STACK_HEADER, "");
    }

    /// As it was on its own topic, for the partition that it came from.
    ProducerRecord<byte[], byte[]> original() {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : raw.headers()) {
            if (!DeadLetter.isOwn(header.key())) {
                headers.add(header);
            }
        }
        return new ProducerRecord<>(topic, from.partition(), raw.key(), raw.value(), headers);
    }

    private static String header(ConsumerRecord<byte[], byte[]> raw, String name, String otherwise) {
        Header header = raw.headers().lastHeader(name);
        return header == null ? otherwise : new String(header.value(), StandardCharsets.UTF_8);
    }
}
