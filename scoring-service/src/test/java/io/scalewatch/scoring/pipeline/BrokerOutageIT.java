package io.scalewatch.scoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scalewatch.embedded.test.TestBroker;
import io.scalewatch.scoring.Completions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker of this test's own goes away in the middle of a transaction, and comes back with its data.
class BrokerOutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    private Path data;

    @Test
    void theLoopOutlivesTheBrokerAndScoresEachCompletionOnce() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch brokerGone = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        TransactionProbe probe = new TransactionProbe() {
            @Override
            public void beforeCommit(int records) {
                if (first.getAndSet(false)) {
                    sent.countDown();
                    awaitLatch(brokerGone);
                }
            }
        };
        TestBroker broker = TestBroker.start(data);
        LoopRig rig = new LoopRig(broker.bootstrapServers());
        try {
            send(rig, 0, 300);
            LoopRig.Running loop = rig.start("a", probe, Duration.ofSeconds(60));
            awaitLatch(sent);

            broker.stop();
            brokerGone.countDown();
            await().atMost(LIMIT).until(() -> loop.loop().status().failuresInARow() > 0);
            assertThat(loop.loop().status().isRunning()).isTrue();
            broker.startAgain();

            send(rig, 300, 600);
            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> rig.committedIndices().size() >= 600);
            List<Long> expected = LongStream.range(0, 600).boxed().toList();
            assertThat(rig.committedIndices()).containsExactlyInAnyOrderElementsOf(expected);
            await().atMost(LIMIT).until(() -> loop.loop().status().failuresInARow() == 0);
        } finally {
            brokerGone.countDown();
            rig.close();
            broker.close();
        }
    }

    private static void send(LoopRig rig, int from, int to) {
        Completions completions = new Completions();
        for (int i = from; i < to; i++) {
            rig.send(completions.answered(i, "7"));
        }
        rig.flush();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
