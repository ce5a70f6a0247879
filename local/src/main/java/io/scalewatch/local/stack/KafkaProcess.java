package io.scalewatch.local.stack;

import io.scalewatch.embedded.EmbeddedKafka;
import java.io.IOException;

/// The broker as a process of its own.
public final class KafkaProcess {

    private KafkaProcess() {}

    public static void main(String[] args) throws IOException {
        ServerArguments arguments = ServerArguments.parse(args);
        ParentWatch.begin(arguments.supervisor(), arguments.pids());
        EmbeddedKafka kafka = EmbeddedKafka.start(arguments.data(), arguments.port());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-close"));
        arguments.sayReady();
        kafka.awaitShutdown();
    }
}
