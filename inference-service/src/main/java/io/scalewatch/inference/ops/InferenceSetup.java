package io.scalewatch.inference.ops;

import io.quarkus.runtime.StartupEvent;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.topic.ConnectionSettings;
import io.scalewatch.inference.call.CallLimits;
import io.scalewatch.inference.call.ModelEndpoints;
import io.scalewatch.inference.call.PromptCaller;
import io.scalewatch.inference.call.Ticker;
import io.scalewatch.inference.client.RestModelEndpoints;
import io.scalewatch.inference.config.ConfigCheck;
import io.scalewatch.inference.config.InferenceConfig;
import io.scalewatch.inference.config.TlsCheck;
import io.scalewatch.inference.endpoint.EndpointDirectory;
import io.scalewatch.inference.messaging.CompletionTail;
import io.scalewatch.inference.messaging.EndpointReader;
import io.scalewatch.inference.messaging.TopicCheck;
import io.scalewatch.inference.retry.RetryPolicy;
import io.scalewatch.inference.retry.RetryRule;
import io.scalewatch.inference.work.Assignment;
import io.scalewatch.outbound.AllowedUrls;
import io.scalewatch.outbound.NamedSecrets;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Puts the worker together, and holds the start back until it can do its work.
@ApplicationScoped
public class InferenceSetup {

    private static final Logger LOG = Logger.getLogger(InferenceSetup.class);

    /// Before SmallRye's, which subscribes to the topics.
    private static final int BEFORE_CHANNELS = 500;

    private final InferenceConfig config;
    private final Map<String, Object> broker;
    private final Duration maxPollInterval;

    InferenceSetup(
            InferenceConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> configured,
            @ConfigProperty(name = "mp.messaging.incoming.prompts.max.poll.interval.ms") long maxPollIntervalMillis) {
        this.config = config;
        this.broker = ConnectionSettings.of(configured);
        this.maxPollInterval = Duration.ofMillis(maxPollIntervalMillis);
    }

    void start(@Observes @Priority(BEFORE_CHANNELS) StartupEvent event, EndpointReader endpoints)
            throws InterruptedException {
        ConfigCheck.check(config, maxPollInterval);
        checkTls();
        new TopicCheck(broker).await();
        endpoints.start();
        endpoints.awaitLoaded();
    }

    private void checkTls() {
        Config all = ConfigProvider.getConfig();
        List<String> unverified =
                TlsCheck.unverified(all.getPropertyNames(), name -> all.getOptionalValue(name, String.class));
        TlsCheck.check(unverified, config.unverifiedTls());
        if (!unverified.isEmpty()) {
            LOG.warnf("Nobody verifies whom keys and prompts are sent to: settings=%s", unverified);
        }
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Assignment assignment() {
        return new Assignment();
    }

    @Produces
    @Singleton
    EndpointDirectory directory() {
        return new EndpointDirectory();
    }

    @Produces
    @Singleton
    EndpointReader endpointReader(EndpointDirectory directory) {
        return new EndpointReader(broker, directory);
    }

    void close(@Disposes EndpointReader reader) {
        reader.close();
    }

    @Produces
    @Singleton
    CompletionTail completionTail() {
        return new CompletionTail(broker, config);
    }

    @Produces
    @Singleton
    NamedSecrets keys() {
        return new NamedSecrets(config.keys(), config.keyDirectory().map(Path::of), System.getenv(), System::nanoTime);
    }

    @Produces
    @Singleton
    AllowedUrls allowedUrls() {
        return new AllowedUrls("scalewatch.inference.allowed-urls", config.allowedUrls());
    }

    @Produces
    @Singleton
    ModelEndpoints endpoints(
            EndpointDirectory directory,
            NamedSecrets keys,
            AllowedUrls allowed,
            InferenceMetrics metrics,
            Clock clock) {
        return new RestModelEndpoints(directory, keys, allowed, config, clock, metrics::endpoint);
    }

    @Produces
    @Singleton
    PromptCaller promptCaller(ModelEndpoints endpoints, InferenceMetrics metrics, Clock clock) {
        return new PromptCaller(
                endpoints,
                retryPolicy(config.retry()),
                new CallLimits(config.deadline(), config.callTimeout()),
                metrics,
                clock,
                Ticker.SYSTEM);
    }

    private static RetryPolicy retryPolicy(InferenceConfig.Retry retry) {
        return new RetryPolicy(
                Map.of(
                        FailureKind.OVERLOADED, RetryRule.within(retry.overloadedFor()),
                        FailureKind.UNREACHABLE, RetryRule.within(retry.unreachableFor()),
                        FailureKind.SERVER_ERROR, RetryRule.tries(retry.serverError()),
                        FailureKind.TIMEOUT, RetryRule.tries(retry.timeout()),
                        FailureKind.INVALID_RESPONSE, RetryRule.tries(retry.invalidResponse())),
                retry.sameServerError(),
                retry.firstWait(),
                retry.longestWait());
    }
}
