package io.scalewatch.task.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scalewatch.task.outbox.OutboxEvent.Address;
import io.scalewatch.task.outbox.OutboxRelay.Round;
import io.scalewatch.task.settings.TestSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

    private static final Address A = new Address("endpoints", "a");
    private static final Address B = new Address("endpoints", "b");
    private static final Address C = new Address("models", "c");

    private final Table table = new Table();
    private final Publisher publisher = new Publisher();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutboxRelay relay =
            new OutboxRelay(table, new OutboxSignal(), publisher, TestSettings.of(Map.of()), meters);

    @Test
    void publishesInTheOrderOfTheChangesAndThenRests() {
        table.append(B, 1);
        table.append(C, 2);
        table.append(A, 3);

        assertThat(relay.relay(OutboxRelayTest::committed)).isEqualTo(Round.MORE);
        assertThat(relay.relay(OutboxRelayTest::committed)).isEqualTo(Round.EMPTY);

        assertThat(publisher.sent).containsExactly(B, C, A);
        assertThat(meters.get("scalewatch.task.outbox.published").counter().count())
                .isEqualTo(3);
        assertThat(meters.get("scalewatch.task.outbox.backlog").gauge().value()).isZero();
    }

    @Test
    void whatTheBrokerDidNotAcknowledgeStaysAndIsSentAgain() {
        table.append(A, 1);
        table.append(B, 2);
        publisher.refused.add(A);

        relay.relay(OutboxRelayTest::committed);

        assertThat(table.unpublished()).containsExactly(A);
        assertThat(meters.get("scalewatch.task.outbox.backlog").gauge().value()).isEqualTo(1);

        publisher.refused.clear();
        relay.relay(OutboxRelayTest::committed);

        assertThat(table.unpublished()).isEmpty();
        assertThat(publisher.sent).containsExactly(A, B, A);
    }

    @Test
    void aBrokerThatTakesNothingIsAFailureThatIsWaitedOut() {
        table.append(A, 1);
        publisher.refused.add(A);

        assertThatThrownBy(() -> relay.relay(OutboxRelayTest::committed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("acknowledged none of 1");
        assertThat(table.unpublished()).containsExactly(A);
    }

    @Test
    void anEventThatWasOvertakenWhileItWasSentStaysInTheBacklog() {
        table.append(A, 1);
        publisher.whenSent = () -> table.append(A, 2);

        relay.relay(OutboxRelayTest::committed);

        assertThat(table.unpublished()).containsExactly(A);
    }

    @Test
    void afterALostTransactionTheNewestEventIsPublishedOnceMore() {
        table.append(A, 1);

        assertThatThrownBy(() -> relay.relay(OutboxRelayTest::lost)).hasMessage("the database went away");
        // Another instance has published a newer event meanwhile; ours may have landed behind it.
        table.append(A, 2);
        table.publishedByAnother(A);
        assertThat(relay.relay(OutboxRelayTest::committed)).isEqualTo(Round.MORE);

        assertThat(publisher.sequences).containsExactly(1L, 2L);
        assertThat(relay.relay(OutboxRelayTest::committed)).isEqualTo(Round.EMPTY);
    }

    @Test
    void whileAnotherInstanceRelaysNothingIsSent() {
        table.append(A, 1);
        table.lockedByAnother = true;

        assertThat(relay.relay(OutboxRelayTest::committed)).isEqualTo(Round.LOCKED);

        assertThat(publisher.sent).isEmpty();
    }

    private static Round committed(Callable<Round> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// The work is done, its effects in the database are not kept.
    private static Round lost(Callable<Round> work) {
        Table.keep = false;
        try {
            committed(work);
        } finally {
            Table.keep = true;
        }
        throw new IllegalStateException("the database went away");
    }

    private static final class Publisher extends ReferencePublisher {

        private final List<Address> sent = new ArrayList<>();
        private final List<Long> sequences = new ArrayList<>();
        private final Set<Address> refused = new HashSet<>();
        private Runnable whenSent = () -> {};

        Publisher() {
            super(null);
        }

        @Override
        CompletableFuture<Void> send(OutboxEvent event) {
            sent.add(event.address());
            sequences.add(event.sequence());
            whenSent.run();
            whenSent = () -> {};
            return refused.contains(event.address())
                    ? CompletableFuture.failedFuture(new IllegalStateException("no broker"))
                    : CompletableFuture.completedFuture(null);
        }
    }

    private static final class Table extends OutboxTable {

        private static boolean keep = true;

        private record Row(long sequence, long published) {}

        private final Map<Address, Row> rows = new TreeMap<>();
        private boolean lockedByAnother;

        Table() {
            super(null);
        }

        void append(Address address, long sequence) {
            Row before = rows.getOrDefault(address, new Row(0, 0));
            rows.put(address, new Row(sequence, before.published()));
        }

        void publishedByAnother(Address address) {
            long sequence = rows.get(address).sequence();
            rows.put(address, new Row(sequence, sequence));
        }

        List<Address> unpublished() {
            return backlog(Integer.MAX_VALUE).stream().map(OutboxEvent::address).toList();
        }

        @Override
        boolean tryLock() {
            return !lockedByAnother;
        }

        @Override
        List<OutboxEvent> backlog(int limit) {
            return rows.entrySet().stream()
                    .filter(e -> e.getValue().published() < e.getValue().sequence())
                    .map(e -> new OutboxEvent(
                            e.getKey(), Map.of(), new byte[0], e.getValue().sequence()))
                    .sorted(Comparator.comparingLong(OutboxEvent::sequence))
                    .limit(limit)
                    .toList();
        }

        @Override
        long backlogSize() {
            return unpublished().size();
        }

        @Override
        void published(Collection<OutboxEvent> events) {
            if (keep) {
                events.forEach(e -> rows.computeIfPresent(
                        e.address(), (a, row) -> new Row(row.sequence(), Math.max(row.published(), e.sequence()))));
            }
        }

        @Override
        void republish(Collection<Address> addresses) {
            addresses.forEach(a -> rows.computeIfPresent(a, (k, row) -> new Row(row.sequence(), 0)));
        }
    }
}
