package io.scalewatch.scoring.pipeline;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/// Makes the loop's Kafka clients, again after each that had to be given up.
public interface LoopClients {

    Consumer<byte[], byte[]> consumer();

    /// Transactional; [Producer#initTransactions()] is still to be called.
    Producer<byte[], byte[]> producer();
}
