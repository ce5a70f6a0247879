package io.scalewatch.inference.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.inference.testing.Prompts;
import io.scalewatch.inference.work.AssignedPartition.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AssignedPartitionTest {

    private final CompletedIdentities log = new CompletedIdentities(1_000);
    private final AssignedPartition partition = new AssignedPartition(log);

    @Test
    void nothingIsCommittedBeforeSomethingIsDone() {
        assertThat(partition.toCommit()).isEmpty();

        partition.received(100);
        assertThat(admit(1, 100)).isEqualTo(Admission.CALL);

        assertThat(partition.toCommit()).hasValue(100);
    }

    @Test
    void theMarkIsTheLowestOffsetThatIsNotDone() {
        receive(100, 104);
        admit(1, 100);
        admit(2, 101);
        admit(3, 102);

        partition.completed(Prompts.id(2), 101);
        assertThat(partition.toCommit()).hasValue(100);
        partition.completed(Prompts.id(1), 100);
        assertThat(partition.toCommit()).hasValue(102);
        partition.completed(Prompts.id(3), 102);
        assertThat(partition.toCommit()).hasValue(103);
    }

    @Test
    void whatIsCommittedIsNotCommittedAgain() {
        receive(5, 6);
        admit(1, 5);
        partition.completed(Prompts.id(1), 5);

        partition.committed(6);

        assertThat(partition.toCommit()).isEmpty();
    }

    @Test
    void aPromptInTheLogIsNotCalledAndDone() {
        log.load(Prompts.id(1));
        receive(7, 8);

        assertThat(admit(1, 7)).isEqualTo(Admission.DUPLICATE);
        assertThat(partition.toCommit()).hasValue(8);
    }

    @Test
    void aPromptThatWasCompletedSinceIsNotCalled() {
        receive(7, 9);
        admit(1, 7);
        partition.completed(Prompts.id(1), 7);

        assertThat(admit(1, 8)).isEqualTo(Admission.DUPLICATE);
        assertThat(partition.toCommit()).hasValue(9);
    }

    @Test
    void theTwinOfAPromptBeingCalledIsDoneWhenTheCallIsDone() {
        receive(7, 9);
        admit(1, 7);

        assertThat(admit(1, 8)).isEqualTo(Admission.DUPLICATE);
        assertThat(partition.toCommit()).hasValue(7);
        partition.completed(Prompts.id(1), 7);
        assertThat(partition.toCommit()).hasValue(9);
    }

    @Test
    void aPromptThatWasGivenUpStaysAboveTheMark() {
        receive(7, 9);
        admit(1, 7);
        admit(2, 8);
        partition.completed(Prompts.id(2), 8);

        partition.givenUp(Prompts.id(1));

        assertThat(partition.toCommit()).hasValue(7);
        assertThat(partition.calls()).isZero();
    }

    @Test
    void aClosingPartitionAdmitsNothing() {
        log.load(Prompts.id(2));
        receive(7, 10);

        partition.close();

        assertThat(admit(1, 7)).isEqualTo(Admission.REFUSED);
        assertThat(admit(2, 8)).isEqualTo(Admission.REFUSED);
        assertThat(partition.admitUnreadable()).isFalse();
        assertThat(partition.toCommit()).hasValue(7);
    }

    @Test
    void anUnreadableRecordIsDoneWhenItIsDurable() {
        receive(7, 9);
        assertThat(partition.admitUnreadable()).isTrue();
        assertThat(partition.admitUnreadable()).isTrue();

        partition.unreadableEnded(8, false);
        assertThat(partition.toCommit()).hasValue(7);
        partition.unreadableEnded(7, true);
        assertThat(partition.toCommit()).hasValue(8);
    }

    @Test
    void waitsForItsCalls() throws InterruptedException {
        receive(7, 8);
        admit(1, 7);
        assertThat(partition.awaitIdle(0)).isFalse();
        AtomicBoolean idle = new AtomicBoolean();
        Thread waiting = Thread.ofVirtual().start(() -> idle.set(waits(Duration.ofSeconds(30))));
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        partition.completed(Prompts.id(1), 7);

        waiting.join();
        assertThat(idle).isTrue();
    }

    @Test
    void cancelsTheCallsThatAreLeft() throws InterruptedException {
        receive(7, 8);
        CountDownLatch admitted = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread calling = Thread.ofVirtual().start(() -> {
            admit(1, 7);
            admitted.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                partition.givenUp(Prompts.id(1));
            }
        });
        admitted.await();

        assertThat(partition.cancelCalls()).isEqualTo(1);

        calling.join();
        assertThat(interrupted).isTrue();
        assertThat(partition.toCommit()).hasValue(7);
    }

    @Test
    void whatOnlyWaitsIsLeftToTheNextHolderAndWhatIsCalledIsNot() throws InterruptedException {
        receive(7, 10);
        CountDownLatch waiting = new CountDownLatch(1);
        Thread waits = Thread.ofVirtual().start(() -> {
            admit(1, 7);
            try {
                partition.callBegins(Prompts.id(1));
                partition.callWaits(Prompts.id(1));
                waiting.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                partition.givenUp(Prompts.id(1));
            }
        });
        waiting.await();
        admit(2, 8);
        partition.callBegins(Prompts.id(2));

        partition.close();

        waits.join();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(partition.calls()).isEqualTo(1);
        assertThatThrownBy(() -> partition.callBegins(Prompts.id(3))).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> partition.callWaits(Prompts.id(2))).isInstanceOf(InterruptedException.class);
        partition.completed(Prompts.id(2), 8);
        assertThat(partition.awaitIdle(0)).isTrue();
        assertThat(partition.toCommit()).hasValue(7);
    }

    /// Whatever order calls end in, the mark never passes an offset that is not done, and is the end when all
    /// are.
    @Test
    void theMarkNeverPassesWhatIsNotDone() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AssignedPartition held = new AssignedPartition(new CompletedIdentities(1_000));
            List<long[]> open = new ArrayList<>();
            Set<Long> undone = new HashSet<>();
            long end = 50;
            for (int step = 0; step < 200; step++) {
                if (open.isEmpty() || random.nextInt(2) == 0) {
                    end += random.nextInt(1, 3);
                    held.received(end);
                    PromptId id = Prompts.id(random.nextInt(150));
                    if (held.admit(id, end, 0) == Admission.CALL) {
                        open.add(new long[] {id.index(), end});
                        undone.add(end);
                    }
                } else {
                    long[] call = open.remove(random.nextInt(open.size()));
                    held.completed(Prompts.id(call[0]), call[1]);
                    undone.remove(call[1]);
                }
                long mark = held.toCommit().orElseThrow();
                assertThat(undone).as("seed %d", seed).allMatch(offset -> offset >= mark);
            }
            for (long[] call : open) {
                held.completed(Prompts.id(call[0]), call[1]);
            }
            assertThat(held.toCommit()).as("seed %d", seed).hasValue(end + 1);
        }
    }

    private boolean waits(Duration atMost) {
        try {
            return partition.awaitIdle(atMost.toNanos());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void receive(long from, long to) {
        for (long offset = from; offset < to; offset++) {
            partition.received(offset);
        }
    }

    private Admission admit(long index, long offset) {
        return partition.admit(Prompts.id(index), offset, 0);
    }
}
