package io.scalewatch.inference.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.scalewatch.inference.testing.Prompts;
import io.scalewatch.inference.work.AssignedPartition.Admission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private final Assignment assignment = new Assignment();

    @Test
    void drainsOnlyThePartitionsThatLeave() throws InterruptedException {
        AssignedPartition leaving = add(1);
        AssignedPartition staying = add(2);
        staying.received(10);
        staying.admit(Prompts.id(1), 10, 0);

        int cancelled = assignment.drain(List.of(1), Duration.ofSeconds(30));

        assertThat(cancelled).isZero();
        assertThat(leaving.admit(Prompts.id(2), 11, 0)).isEqualTo(Admission.REFUSED);
        assertThat(staying.admit(Prompts.id(2), 11, 0)).isEqualTo(Admission.CALL);
    }

    @Test
    void cancelsWhatDoesNotEndInTime() throws InterruptedException {
        AssignedPartition leaving = add(1);
        CountDownLatch began = new CountDownLatch(1);
        Thread calling = Thread.ofVirtual().unstarted(() -> {
            leaving.admit(Prompts.id(1), 10, 0);
            try {
                leaving.callBegins(Prompts.id(1));
                began.countDown();
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                leaving.givenUp(Prompts.id(1));
            }
        });
        calling.start();
        began.await();

        int cancelled = assignment.drain(List.of(1, 7), Duration.ofMillis(20));

        assertThat(cancelled).isEqualTo(1);
        calling.join();
        assertThat(assignment.calls()).isZero();
    }

    @Test
    void aStoppingWorkerAdmitsNothingInPartitionsThatItStillGets() {
        AssignedPartition before = add(1);

        assignment.stop();
        AssignedPartition after = add(2);

        assertThat(before.admit(Prompts.id(1), 1, 0)).isEqualTo(Admission.REFUSED);
        assertThat(after.admit(Prompts.id(1), 1, 0)).isEqualTo(Admission.REFUSED);
    }

    @Test
    void collectsWhatIsToBeCommitted() {
        AssignedPartition one = add(1);
        add(2);
        one.received(10);
        one.admit(Prompts.id(1), 10, 0);
        one.completed(Prompts.id(1), 10);

        assertThat(assignment.toCommit()).isEqualTo(Map.of(1, 11L));
    }

    @Test
    void knowsForHowLongTheOldestCallHasBeenUnderWay() {
        AssignedPartition one = add(1);
        assertThat(assignment.oldestCall()).isZero();

        one.admit(Prompts.id(1), 10, System.nanoTime() - Duration.ofSeconds(90).toNanos());
        one.admit(Prompts.id(2), 11, System.nanoTime());

        assertThat(assignment.oldestCall()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(120));
    }

    private AssignedPartition add(int number) {
        AssignedPartition partition = new AssignedPartition(new CompletedIdentities(100));
        assignment.add(number, partition);
        return partition;
    }
}
