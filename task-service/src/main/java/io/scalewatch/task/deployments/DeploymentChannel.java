package io.scalewatch.task.deployments;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.ModelDeployed;
import io.scalewatch.task.problem.InvalidRequestException;
import io.scalewatch.task.retry.Backoff;
import io.scalewatch.task.retry.DatabaseOutage;
import io.scalewatch.task.settings.TaskServiceConfig;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Deployments from the topic `model-deployments`, one at a time and in order, since the order says which
/// version of a model is the newest.
///
/// A crash before the offset is committed brings a deployment again, which changes nothing. One that can't be
/// read or can't be entered goes to the dead letters, and the stream goes on. While the database is away the
/// stream waits.
@ApplicationScoped
public class DeploymentChannel {

    private static final Logger LOG = Logger.getLogger(DeploymentChannel.class);

    private final Deployments deployments;
    private final DeploymentDeadLetters deadLetters;
    private final TaskServiceConfig.Deployments config;
    private final Backoff backoff;
    private final MeterRegistry meters;
    private volatile boolean stopped;

    @Inject
    DeploymentChannel(
            Deployments deployments,
            DeploymentDeadLetters deadLetters,
            TaskServiceConfig config,
            MeterRegistry meters) {
        this.deployments = deployments;
        this.deadLetters = deadLetters;
        this.config = config.deployments();
        this.backoff = new Backoff(Duration.ofMillis(100), this.config.maxBackoff());
        this.meters = meters;
    }

    void onStop(@Observes @Priority(1) ShutdownEvent event) {
        stopped = true;
    }

    @Incoming("model-deployments")
    @Blocking("deployments")
    public void receive(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            ModelDeployed deployed = Codecs.MODEL_DEPLOYED.decode(record.headers(), record.value());
            enter(deployed, record);
        } catch (UnreadableEventException e) {
            bury(record, e, "unreadable");
        } catch (InvalidRequestException e) {
            bury(record, e, "rejected");
        }
    }

    private void enter(ModelDeployed deployed, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        int outages = 0;
        int failures = 0;
        while (true) {
            try {
                deployments.deploy(deployed);
                return;
            } catch (InvalidRequestException e) {
                throw e;
            } catch (RuntimeException e) {
                if (DatabaseOutage.isCauseOf(e)) {
                    outages++;
                } else if (++failures >= config.attempts()) {
                    LOG.errorf(e, "Deployment failed, model=%s, version=%s", deployed.model(), deployed.version());
                    bury(record, e, "failed");
                    return;
                }
                pause("Deployment waits", outages + failures, e);
            }
        }
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, Exception cause, String outcome)
            throws InterruptedException {
        int failures = 0;
        while (true) {
            try {
                deadLetters.send(record, cause);
                break;
            } catch (RuntimeException e) {
                failures++;
                pause("Dead letter waits", failures, e);
            }
        }
        meters.counter("scalewatch.task.deployments", "outcome", outcome).increment();
        LOG.warnf(
                "Deployment to the dead letters, partition=%d, offset=%d, reason=%s",
                record.partition(), record.offset(), cause.getMessage());
    }

    /// @throws IllegalStateException if the service stops: the offset stays where it is
    private void pause(String what, int failures, Exception cause) throws InterruptedException {
        if (stopped) {
            throw new IllegalStateException("stopped while a deployment waited", cause);
        }
        Duration pause = backoff.after(failures);
        LOG.warnf("%s, failures=%d, pause=%s, cause=%s", what, failures, pause, cause);
        Thread.sleep(pause);
    }
}
