package io.scalewatch.task.publishing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.task.publishing.Pacer.Portion;
import io.scalewatch.task.publishing.PromptSource.Asked;
import io.scalewatch.task.publishing.PublishingStore.Advance;
import io.scalewatch.task.publishing.PublishingStore.Again;
import io.scalewatch.task.retry.Backoff;
import io.scalewatch.task.runs.RunChanged;
import io.scalewatch.task.runs.StoredRuns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Publishes the prompts of all open runs, from a cursor per model of a run, on the endpoints that this
/// instance holds.
///
/// A round reads where everything stands, lets the [Pacer] decide, sends the batch, awaits the broker's
/// acknowledgements and then moves the cursors, all of them with one statement. A crash in between publishes
/// that one batch again, under the same identities. Broker or database away: the round is tried again.
@ApplicationScoped
public class PromptPublisher {

    private static final Logger LOG = Logger.getLogger(PromptPublisher.class);
    private static final Duration STOP = Duration.ofSeconds(8);

    private final PublishingStore store;
    private final EndpointLeases leases;
    private final BudgetGuard budgets;
    private final StoredRuns runs;
    private final PromptFactories factories;
    private final PromptProducer producer;
    private final PublishingSignal signal;
    private final PublishingMetrics metrics;
    private final PublishingConfig config;
    private final Clock clock;
    private final Pacer pacer;
    private final EndpointRates rates = new EndpointRates();
    private final Backoff backoff;
    private volatile boolean running;
    private volatile boolean runsChanged;
    private volatile Thread thread;

    PromptPublisher(
            PublishingStore store,
            EndpointLeases leases,
            BudgetGuard budgets,
            StoredRuns runs,
            PromptFactories factories,
            PromptProducer producer,
            PublishingSignal signal,
            PublishingMetrics metrics,
            PublishingConfig config,
            Clock clock) {
        this.store = store;
        this.leases = leases;
        this.budgets = budgets;
        this.runs = runs;
        this.factories = factories;
        this.producer = producer;
        this.signal = signal;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        this.pacer = new Pacer(config.mostOutstanding());
        this.backoff = new Backoff(Duration.ofMillis(100), config.maxBackoff());
    }

    void onStart(@Observes StartupEvent event) {
        running = true;
        thread = Thread.ofPlatform().name("prompt-publisher").start(this::publish);
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        signal.wake();
        thread.join(STOP);
    }

    void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) RunChanged event) {
        runsChanged = true;
        signal.wake();
    }

    /// Whether prompts are still being published at all.
    boolean isAlive() {
        return thread != null && thread.isAlive();
    }

    private void publish() {
        int failures = 0;
        while (running) {
            try {
                boolean published = round();
                failures = 0;
                if (published && config.pause().isPositive()) {
                    Thread.sleep(config.pause());
                } else if (!published) {
                    signal.await(config.pollInterval());
                }
            } catch (InterruptedException e) {
                running = false;
            } catch (RuntimeException e) {
                failures++;
                LOG.warnf("Prompts can't be published now, failures=%d cause=%s", failures, e);
                startAgain(failures);
            }
        }
        stop();
    }

    private void startAgain(int failures) {
        try {
            producer.close();
            signal.await(backoff.after(failures));
        } catch (InterruptedException e) {
            running = false;
        } catch (RuntimeException e) {
            LOG.warnf("Producer can't be closed, cause=%s", e);
        }
    }

    private void stop() {
        try {
            leases.release();
            factories.close();
        } catch (RuntimeException e) {
            LOG.warnf("Leases can't be released and will end by themselves, cause=%s", e);
        } finally {
            producer.close();
        }
    }

    /// @return whether anything was published, so that the next round may find more to do at once
    boolean round() {
        if (runsChanged || leases.dueAt(System.nanoTime())) {
            runsChanged = false;
            leases.renew();
        }
        if (leases.held().isEmpty()) {
            return false;
        }
        List<ModelOfRun> rows = store.modelsOfRuns(
                leases.held().keySet(), config.cancelledMemory().toMillis());
        factories.retain(rows.stream().map(ModelOfRun::run).collect(Collectors.toSet()));
        List<ModelOfRun> makeable = rows.stream()
                .filter(row -> row.publishable() == 0 || factories.isMakeable(row.run()))
                .toList();
        long nowNanos = System.nanoTime();
        List<Portion> batch =
                budgets.withinBudgets(most -> withinRates(batch(pacer.decide(makeable, most, nowNanos)), nowNanos));
        metrics.show(pacer.standings());
        if (batch.isEmpty()) {
            return false;
        }
        return send(batch);
    }

    private List<Portion> withinRates(List<Portion> wanted, long nowNanos) {
        return rates.within(
                wanted, row -> factories.of(row.run()).mostRequests(row.protocol()), pacer.standings(), nowNanos);
    }

    /// A batch too large for one round takes the same part of every portion.
    private List<Portion> batch(List<Portion> portions) {
        long wanted = portions.stream().mapToLong(Portion::prompts).sum();
        double part = Math.min(1, (double) config.batchSize() / wanted);
        return portions.stream()
                .map(p -> new Portion(p.of(), (long) Math.ceil(p.again() * part), (long) Math.ceil(p.next() * part)))
                .toList();
    }

    /// @return whether anything was: what a run's prompts are made of may not be there now, which holds no other up
    private boolean send(List<Portion> portions) {
        List<PromptIssued> prompts = new ArrayList<>();
        List<CompletionScored> failures = new ArrayList<>();
        List<Portion> sent = new ArrayList<>();
        Map<String, Long> requests = new HashMap<>();
        List<Advance> advances = new ArrayList<>();
        List<Again> again = new ArrayList<>();
        Instant now = clock.instant();
        for (Portion wanted : portions) {
            ModelOfRun of = wanted.of();
            PromptSource source = factories.of(of.run());
            Portion portion = wanted.atMost(source.most());
            List<Asked> asked = new ArrayList<>();
            List<Again> due =
                    portion.again() > 0 ? store.due(of.run(), of.ordinal(), portion.again()) : List.<Again>of();
            due.forEach(prompt -> asked.add(new Asked(prompt.index(), prompt.attempt())));
            long upTo = of.position() + portion.next();
            for (long position = of.position(); position < upTo; position++) {
                asked.add(new Asked(source.index(position, of.ordinal()), 0));
            }
            try {
                PromptSource.Batch made = source.make(asked, now);
                prompts.addAll(made.prompts());
                failures.addAll(made.failures());
                requests.merge(of.model().endpoint(), requests(made.prompts(), of.protocol()), Long::sum);
            } catch (KafkaException e) {
                LOG.warnf("Prompts of a run can't be made now, run=%s cause=%s", of.run(), e);
                continue;
            }
            sent.add(portion);
            again.addAll(due);
            if (upTo > of.position()) {
                advances.add(new Advance(of.run(), of.ordinal(), of.model().endpoint(), of.position(), upTo));
            }
        }
        if (sent.isEmpty()) {
            return false;
        }
        runs.start(sent.stream()
                .map(Portion::of)
                .filter(of -> of.position() == 0)
                .map(ModelOfRun::run)
                .collect(Collectors.toSet()));
        producer.send(prompts, failures);
        metrics.published(prompts.size());
        if (!store.advance(advances, again, leases.owner(), leases.held())) {
            LOG.warnf("Another instance has taken over an endpoint, owner=%s", leases.owner());
            leases.renew();
        }
        rates.published(sent, requests);
        sent.forEach(portion -> pacer.published(portion.of().model(), System.nanoTime()));
        return true;
    }

    private static long requests(List<PromptIssued> prompts, Protocol protocol) {
        return prompts.stream()
                .mapToLong(prompt -> protocol.requestsFor(prompt.answer()))
                .sum();
    }
}
