package io.scalewatch.contracts.topic;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// The headers that an unreadable record gets on its way to its dead letter topic, beside its own.
public final class DeadLetter {

    public static final String TOPIC_HEADER = "dead-letter-topic";
    public static final String PARTITION_HEADER = "dead-letter-partition";
    public static final String OFFSET_HEADER = "dead-letter-offset";
    public static final String REASON_HEADER = "dead-letter-reason";
    public static final String STACK_HEADER = "dead-letter-stack";

    private DeadLetter() {}

    public static Headers headers(String topic, int partition, long offset, Headers own, Exception cause) {
        StringWriter stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        return new RecordHeaders(own.toArray())
                .add(TOPIC_HEADER, utf8(topic))
                .add(PARTITION_HEADER, utf8(Integer.toString(partition)))
                .add(OFFSET_HEADER, utf8(Long.toString(offset)))
                .add(REASON_HEADER, utf8(String.valueOf(cause.getMessage())))
                .add(STACK_HEADER, utf8(stack.toString()));
    }

    /// Whether a header is one of these, and none that the record had.
    public static boolean isOwn(String header) {
        return header.startsWith("dead-letter-");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
