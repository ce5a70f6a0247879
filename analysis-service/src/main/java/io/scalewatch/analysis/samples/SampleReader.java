package io.scalewatch.analysis.samples;

import io.scalewatch.analysis.topology.SampleIndex;
import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.EventCodec;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.JudgedBy;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.event.SeriesKey;
import io.scalewatch.contracts.topic.RecordReader;
import io.scalewatch.contracts.topic.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/// Reads texts where they are: in Kafka alone. A score says how its answer was labelled and where the
/// completion stands; what is there is believed only if it is that prompt's. One request at a time.
@ApplicationScoped
public class SampleReader {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int LONGEST_EXTRACT = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final RecordReader<CompletionScored> scores;
    private final RecordReader<Texts> completions;
    /// What is looked for in the completions, and how much is wanted of their texts; under the lock.
    private final Map<RecordPlace, List<CompletionScored>> wanted = new HashMap<>();

    private int most;

    SampleReader(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.scores = new RecordReader<>(
                broker,
                Topics.SCORES,
                "analysis-service-samples-scores",
                RecordReader.Access.FAR,
                LIMIT,
                record -> decode(Codecs.COMPLETION_SCORED, record));
        this.completions = new RecordReader<>(
                broker,
                Topics.COMPLETIONS,
                "analysis-service-samples-completions",
                RecordReader.Access.FAR,
                LIMIT,
                this::texts);
    }

    /// @param model the version that was asked
    /// @param samples of one point
    public record Point(String model, String version, List<SampleIndex.Sample> samples) {}

    private record Texts(List<ShownSample.Turn> prompt, Excerpt text) {}

    /// The samples of each point with what is still kept of them.
    ///
    /// @param mostCharacters about how many of each text are wanted
    /// @throws SamplesUnavailableException if Kafka does not answer in time
    public List<List<ShownSample>> read(SeriesKey series, List<Point> points, int mostCharacters) {
        try {
            if (!lock.tryLock(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SamplesUnavailableException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SamplesUnavailableException();
        }
        try {
            most = mostCharacters;
            return show(series, points);
        } catch (KafkaException e) {
            throw new SamplesUnavailableException();
        } finally {
            wanted.clear();
            lock.unlock();
        }
    }

    private List<List<ShownSample>> show(SeriesKey series, List<Point> points) {
        Collection<RecordPlace> places = points.stream()
                .flatMap(point -> point.samples().stream())
                .flatMap(sample -> sample.scores().values().stream())
                .toList();
        Map<RecordPlace, CompletionScored> scored = scores.read(places);
        scored.values()
                .forEach(score -> score.completion()
                        .ifPresent(place -> wanted.computeIfAbsent(place, p -> new ArrayList<>(1))
                                .add(score)));
        Map<RecordPlace, Texts> texts = completions.read(wanted.keySet());
        return points.stream()
                .map(point -> point.samples().stream()
                        .map(sample -> shown(series, point, sample, scored, texts))
                        .toList())
                .toList();
    }

    private static ShownSample shown(
            SeriesKey series,
            Point point,
            SampleIndex.Sample sample,
            Map<RecordPlace, CompletionScored> scored,
            Map<RecordPlace, Texts> texts) {
        List<ShownSample.Answer> answers = new ArrayList<>();
        List<ShownSample.Turn> prompt = new ArrayList<>();
        sample.scores().forEach((label, place) -> {
            Optional<CompletionScored> score =
                    Optional.ofNullable(scored.get(place)).filter(found -> isOf(found, series, point, sample, label));
            Optional<Texts> text = score.flatMap(CompletionScored::completion).map(texts::get);
            answers.add(score.map(found -> answer(label, found, text.map(Texts::text)))
                    .orElseGet(() -> ShownSample.Answer.gone(label)));
            if (prompt.isEmpty()) {
                text.ifPresent(found -> prompt.addAll(found.prompt()));
            }
        });
        return new ShownSample(sample.id(), sample.control(), List.copyOf(prompt), List.copyOf(answers));
    }

    /// Offsets begin anew when a topic is made anew.
    private static boolean isOf(
            CompletionScored score, SeriesKey series, Point point, SampleIndex.Sample sample, Label label) {
        return score.series().equals(series)
                && score.model().model().equals(point.model())
                && score.model().version().equals(point.version())
                && score.trial().sample().equals(sample.id())
                && score.label().equals(Optional.of(label));
    }

    private static ShownSample.Answer answer(Label label, CompletionScored score, Optional<Excerpt> text) {
        return new ShownSample.Answer(
                label,
                score.rule(),
                score.why(),
                // Part of the completion: with its text gone, it is not shown either.
                score.extracted()
                        .filter(extracted -> text.isPresent() && score.span().isEmpty())
                        .map(extracted -> Excerpt.beginning(extracted, LONGEST_EXTRACT)),
                score.statedConfidence(),
                score.judge().map(JudgedBy::model),
                Optional.of(score.id().runId()),
                Optional.of(score.scoredAt()),
                score.span().filter(span -> text.isPresent()),
                text);
    }

    /// Only excerpts stay in memory, since a completion may have 2 MiB.
    private Optional<Texts> texts(ConsumerRecord<byte[], byte[]> record) {
        List<CompletionScored> of =
                wanted.getOrDefault(new RecordPlace(record.partition(), record.offset()), List.of());
        return decode(Codecs.PROMPT_COMPLETED, record)
                .filter(completed -> of.stream().anyMatch(score -> isOf(completed, score)))
                .flatMap(completed -> completed
                        .text()
                        .map(text -> new Texts(
                                completed.prompt().messages().stream()
                                        .map(message -> new ShownSample.Turn(
                                                message.role(), Excerpt.of(message.content(), Optional.empty(), most)))
                                        .toList(),
                                Excerpt.of(
                                        text,
                                        of.stream()
                                                .flatMap(score -> score.span().stream())
                                                .findFirst(),
                                        most))));
    }

    private static boolean isOf(PromptCompleted completed, CompletionScored score) {
        return completed.prompt().id().equals(score.id())
                || completed
                        .prompt()
                        .parent()
                        .filter(judged -> judged.id().equals(score.id()))
                        .isPresent();
    }

    private static <T> Optional<T> decode(EventCodec<T> codec, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(codec.decode(record.headers(), record.value()));
        } catch (UnreadableEventException e) {
            // Another record has its place.
            return Optional.empty();
        }
    }

    @PreDestroy
    void close() {
        lock.lock();
        try {
            scores.close();
            completions.close();
        } finally {
            lock.unlock();
        }
    }
}
