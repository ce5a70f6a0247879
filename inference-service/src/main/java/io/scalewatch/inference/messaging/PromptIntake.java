package io.scalewatch.inference.messaging;

import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.work.Places;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes the prompts from the channel and starts a virtual thread for each, up to the number of prompts that may be in
/// work. The threads are started here and not by the channel (`@RunOnVirtualThread`): it would look at every prompt in
/// work each time that one ends, which at 8,192 of them costs more than all the rest.
@ApplicationScoped
public class PromptIntake {

    private final PromptWorker worker;
    private final Places places;
    private final ThreadFactory threads = Thread.ofVirtual().name("prompt").factory();

    PromptIntake(PromptWorker worker, InferenceConfig config) {
        this.worker = worker;
        this.places = new Places(config.maxInFlight());
    }

    @Incoming("prompts")
    @NonBlocking
    @Acknowledgment(Acknowledgment.Strategy.NONE)
    Uni<Void> take(ConsumerRecord<byte[], byte[]> record) {
        return Uni.createFrom().completionStage(places::take).invoke(() -> start(record));
    }

    private void start(ConsumerRecord<byte[], byte[]> record) {
        threads.newThread(() -> {
                    try {
                        worker.process(record);
                    } finally {
                        places.free();
                    }
                })
                .start();
    }
}
