package io.scalewatch.local.watch;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.event.CurveFitted;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.topic.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Looks at the pipeline from outside: the fits and alerts that it publishes, and how many completions there are.
public final class PipelineWatch implements AutoCloseable {

    private final NewestEvents<SeriesKey, CurveFitted> fits;
    private final NewestEvents<String, ScalingAlert> alerts;
    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> completions;

    /// @param onFit told each fit and when it arrived, in milliseconds of the wall clock
    public PipelineWatch(String bootstrapServers, BiConsumer<CurveFitted, Long> onFit) {
        fits = new NewestEvents<>(
                bootstrapServers,
                Topics.SCALING_FITS,
                Codecs.CURVE_FITTED,
                CurveFitted::series,
                (old, fit) -> fit,
                onFit);
        alerts = new NewestEvents<>(
                bootstrapServers,
                Topics.SCALING_ALERTS,
                Codecs.SCALING_ALERT,
                ScalingAlert::alertId,
                (old, alert) -> alert.sequence() > old.sequence() ? alert : old,
                (alert, arrived) -> {});
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        completions = partitions();
    }

    public PipelineWatch(String bootstrapServers) {
        this(bootstrapServers, (fit, arrived) -> {});
    }

    /// The newest fit of every series, in the order of their names.
    public List<CurveFitted> fits() {
        return fits.all().stream()
                .sorted(Comparator.comparing(CurveFitted::series))
                .toList();
    }

    /// The newest event of every alert.
    public List<ScalingAlert> alerts() {
        return alerts.all().stream()
                .sorted(Comparator.comparing(ScalingAlert::series).thenComparing(ScalingAlert::alertId))
                .toList();
    }

    /// How many prompts the newest fits count, those without an answer included.
    public long counted() {
        return counted(fit -> true);
    }

    /// The same for one family.
    public long counted(String family) {
        return counted(fit -> fit.series().family().equals(family));
    }

    /// How many records there are on `completions`: a prompt that was called twice counts twice.
    public long completions() {
        try {
            return admin.listOffsets(completions).all().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the completions can't be counted", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private long counted(Predicate<CurveFitted> which) {
        return fits.all().stream()
                .filter(which)
                .flatMap(fit -> fit.points().stream())
                .mapToLong(point -> point.trials() + point.failures())
                .sum();
    }

    private Map<TopicPartition, OffsetSpec> partitions() {
        try {
            return admin
                    .describeTopics(List.of(Topics.COMPLETIONS))
                    .topicNameValues()
                    .get(Topics.COMPLETIONS)
                    .get()
                    .partitions()
                    .stream()
                    .map(partition -> new TopicPartition(Topics.COMPLETIONS, partition.partition()))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic of completions can't be looked at", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        fits.close();
        alerts.close();
        admin.close();
    }
}
