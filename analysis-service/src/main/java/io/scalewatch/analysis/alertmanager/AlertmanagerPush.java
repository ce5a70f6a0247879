package io.scalewatch.analysis.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.scalewatch.analysis.database.DatabaseUnavailableException;
import io.scalewatch.analysis.history.AlertListener;
import io.scalewatch.analysis.history.History;
import io.scalewatch.analysis.outgoing.Destinations;
import io.scalewatch.analysis.outgoing.JsonPosts;
import io.scalewatch.analysis.runtime.Ranges;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.outbound.NamedSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Sends the open alerts to each Alertmanager, again and again, and those that have ended for a while. Nothing is
/// remembered: what is sent is what the history says, and sent twice it is the same alert there. Each instance of the
/// service does so, as several Prometheus do.
@ApplicationScoped
class AlertmanagerPush implements AlertListener {

    private static final Logger LOG = Logger.getLogger(AlertmanagerPush.class);
    private static final String PREFIX = "scalewatch.analysis.alertmanager.";
    private static final String PATH = "/api/v2/alerts";
    private static final int BATCH = 64;
    /// As Prometheus has it: an alert ends when it was not heard of this many times.
    private static final int MISSED = 4;

    private final AlertmanagerConfig config;
    private final History history;
    private final JsonPosts posts;
    private final NamedSecrets secrets;
    private final MeterRegistry meters;
    private final Clock clock;
    private final List<Semaphore> news = new ArrayList<>();
    private final List<Thread> pushing = new ArrayList<>();

    AlertmanagerPush(
            AlertmanagerConfig config,
            History history,
            JsonPosts posts,
            NamedSecrets secrets,
            MeterRegistry meters,
            Clock clock) {
        this.config = config;
        this.history = history;
        this.posts = posts;
        this.secrets = secrets;
        this.meters = meters;
        this.clock = clock;
    }

    /// @throws IllegalArgumentException naming the property that is out of its range
    void start(@Observes StartupEvent event) {
        Ranges ranges = new Ranges(PREFIX);
        ranges.between(config.resend(), Duration.ofMillis(100), Duration.ofHours(1), "resend");
        ranges.between(config.resolvedFor(), Duration.ofSeconds(1), Duration.ofDays(1), "resolved-for");
        ranges.between(config.callTimeout(), Duration.ofMillis(10), Duration.ofMinutes(1), "call-timeout");
        for (String text : config.urls().orElse(List.of())) {
            URI url = address(text, ranges);
            Semaphore signal = new Semaphore(0);
            news.add(signal);
            pushing.add(Thread.ofVirtual().name("alertmanager-" + news.size()).start(() -> push(url, signal)));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        pushing.forEach(Thread::interrupt);
    }

    @Override
    public void storing(Connection connection, List<ScalingAlert> alerts) {
        // They are read when they are stored.
    }

    @Override
    public void stored() {
        news.forEach(Semaphore::release);
    }

    private void push(URI url, Semaphore signal) {
        boolean failing = false;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<String> failure = pushOnce(url);
                meters.counter(PREFIX + "pushes", "outcome", failure.isPresent() ? "failed" : "accepted")
                        .increment();
                if (failure.isPresent() && !failing) {
                    LOG.warnf("Alerts can't be pushed: alertmanager=%s reason=%s", url.getAuthority(), failure.get());
                } else if (failure.isEmpty() && failing) {
                    LOG.infof("Alerts are pushed again: alertmanager=%s", url.getAuthority());
                }
                failing = failure.isPresent();
                if (signal.tryAcquire(config.resend().toMillis(), TimeUnit.MILLISECONDS)) {
                    signal.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("No more alerts are pushed");
        }
    }

    /// @return what went wrong
    private Optional<String> pushOnce(URI url) {
        try {
            Instant now = clock.instant();
            Duration staysOpen = config.resend().multipliedBy(MISSED);
            List<PostableAlert> alerts = new ArrayList<>();
            Instant lately = now.minus(config.resolvedFor());
            for (ScalingAlert ended : history.alertsEndedSince(lately)) {
                alerts.addAll(PostableAlert.of(ended, now, staysOpen));
            }
            for (ScalingAlert open : history.alerts(true)) {
                if (open.muted().isEmpty() || open.at().isAfter(lately)) {
                    alerts.addAll(PostableAlert.of(open, now, staysOpen));
                }
            }
            Optional<Map<String, String>> headers = headers();
            if (headers.isEmpty()) {
                return Optional.of(
                        "there is no usable secret '" + config.token().orElse("") + "'");
            }
            return pushAll(url, headers.get(), alerts);
        } catch (IOException | DatabaseUnavailableException e) {
            return Optional.of(e.getMessage());
        } catch (RuntimeException e) {
            // The next push is due all the same.
            return Optional.of(e.getClass().getSimpleName());
        }
    }

    /// A batch that is refused holds up no other.
    ///
    /// @return what went wrong first
    /// @throws IOException if there is no answer: the other batches would wait in vain
    private Optional<String> pushAll(URI url, Map<String, String> headers, List<PostableAlert> alerts)
            throws IOException {
        InetAddress address = InetAddress.getByName(url.getHost());
        Optional<String> failure = Optional.empty();
        for (int from = 0; from < alerts.size(); from += BATCH) {
            List<PostableAlert> batch = alerts.subList(from, Math.min(from + BATCH, alerts.size()));
            Optional<String> refused = pushBatch(url, address, headers, batch);
            failure = failure.or(() -> refused);
        }
        return failure;
    }

    private Optional<String> pushBatch(
            URI url, InetAddress address, Map<String, String> headers, List<PostableAlert> batch) throws IOException {
        byte[] body;
        try {
            body = Json.mapper().writeValueAsBytes(batch);
        } catch (JsonProcessingException e) {
            return Optional.of("an alert is no JSON");
        }
        JsonPosts.Answer answer = posts.post(url, address, headers, body, config.callTimeout());
        return answer.isSuccess() ? Optional.empty() : Optional.of("answered " + answer.status());
    }

    /// @return nothing where there is no such secret as they are to have
    private Optional<Map<String, String>> headers() {
        return config.token().isEmpty()
                ? Optional.of(Map.of())
                : config.token().flatMap(secrets::find).map(token -> Map.of("Authorization", "Bearer " + token));
    }

    private static URI address(String text, Ranges ranges) {
        try {
            URI url = URI.create(text.strip().replaceAll("/+$", "") + PATH);
            ranges.require(Destinations.isHttp(url), "urls", "must hold addresses such as http://alertmanager:9093");
            return url;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "urls must hold addresses such as http://alertmanager:9093", e);
        }
    }
}
