package io.scalewatch.scoring.pipeline;

import io.scalewatch.contracts.codec.Codecs;
import io.scalewatch.contracts.codec.UnreadableEventException;
import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.JudgedAnswer;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.RecordPlace;
import io.scalewatch.contracts.topic.DeadLetter;
import io.scalewatch.scoring.labelling.CompletionScorer;
import io.scalewatch.scoring.labelling.JudgeScorer;
import io.scalewatch.tracing.PromptSpan;
import io.scalewatch.tracing.ScalewatchAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/// Turns a record of `completions` into what is to be written for it: a score, or a dead letter; of what a judge
/// said, its own score and that of the answer that it judged.
public final class CompletionRecords {

    /// The CloudEvents source of everything that this service says.
    public static final String SOURCE = "/scoring-service";

    /// Larger ones the broker would refuse, and the transaction with them, for ever.
    static final int LARGEST_RECORD = 900_000;

    private static final Logger LOG = Logger.getLogger(CompletionRecords.class);

    private final ScoringTopics topics;
    private final CompletionScorer scorer;
    private final JudgeScorer judges = new JudgeScorer();
    private final Clock clock;

    CompletionRecords(ScoringTopics topics, CompletionScorer scorer, Clock clock) {
        this.topics = topics;
        this.scorer = scorer;
        this.clock = clock;
    }

    /// @param span the score's, of the trace that the completion is part of
    List<ProducerRecord<byte[], byte[]>> answerTo(
            ConsumerRecord<byte[], byte[]> completion, BatchTally tally, PromptSpan span) {
        try {
            return score(completion, tally, span);
        } catch (UnreadableEventException e) {
            span.fail("unreadable");
            return List.of(deadLetter(completion, e, tally));
        } catch (RuntimeException e) {
            // A defect of ours. Thrown on, it would abort this batch for ever; the record is kept for the repair.
            span.fail(e.getClass().getSimpleName());
            return List.of(deadLetter(completion, e, tally));
        }
    }

    private List<ProducerRecord<byte[], byte[]>> score(
            ConsumerRecord<byte[], byte[]> completion, BatchTally tally, PromptSpan span)
            throws UnreadableEventException {
        PromptCompleted completed = Codecs.PROMPT_COMPLETED.decode(completion.headers(), completion.value());
        RecordPlace place = new RecordPlace(completion.partition(), completion.offset());
        Optional<JudgedAnswer> judged = completed.prompt().parent();
        if (judged.isPresent()) {
            JudgeScorer.Scores scores = judges.score(completed, judged.get(), clock.instant());
            List<ProducerRecord<byte[], byte[]>> both = List.of(
                    record(scores.own().of(place), span), record(scores.folded().of(place), PromptSpan.NONE));
            tally.scored(scores.own(), completed.completedAt());
            tally.judged(scores.folded());
            return both;
        }
        CompletionScored score = scorer.score(completed, clock.instant()).of(place);
        ProducerRecord<byte[], byte[]> record = record(score, span);
        tally.scored(score, completed.completedAt());
        return List.of(record);
    }

    private ProducerRecord<byte[], byte[]> record(CompletionScored score, PromptSpan span)
            throws UnreadableEventException {
        byte[] value = Codecs.COMPLETION_SCORED.encode(score);
        if (value.length > LARGEST_RECORD) {
            throw new UnreadableEventException("its score would have " + value.length + " bytes");
        }
        Headers headers = Codecs.COMPLETION_SCORED.headers(score, SOURCE);
        if (span.isTraced()) {
            describe(score, span);
            span.writeTo(headers);
        }
        return record(topics.scores(), score, value, headers);
    }

    /// Whether the broker takes a score: one with a very long answer it would refuse, and the transaction with it.
    public static boolean fits(CompletionScored score) {
        return Codecs.COMPLETION_SCORED.encode(score).length <= LARGEST_RECORD;
    }

    /// The record of a score that is part of no trace, and fits.
    public static ProducerRecord<byte[], byte[]> record(String topic, CompletionScored score) {
        return record(
                topic, score, Codecs.COMPLETION_SCORED.encode(score), Codecs.COMPLETION_SCORED.headers(score, SOURCE));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, CompletionScored score, byte[] value, Headers headers) {
        return new ProducerRecord<>(topic, null, score.partitionKey().getBytes(StandardCharsets.UTF_8), value, headers);
    }

    /// Without the extracted answer, which is part of the completion.
    private static void describe(CompletionScored score, PromptSpan span) {
        span.identify(score.id());
        span.set(ScalewatchAttributes.SCORING_VERSION, score.scoringVersion());
        score.label().ifPresent(label -> span.set(ScalewatchAttributes.LABEL, label.name()));
        score.rule().ifPresent(rule -> span.set(ScalewatchAttributes.RULE, rule));
        score.why().ifPresent(why -> span.set(ScalewatchAttributes.WHY, why));
        score.failure().ifPresent(failure -> span.fail(failure.kind(), failure.message()));
    }

    private ProducerRecord<byte[], byte[]> deadLetter(
            ConsumerRecord<byte[], byte[]> completion, Exception cause, BatchTally tally) {
        LOG.warnf(
                "a completion goes to the dead letters: topic=%s partition=%d offset=%d cause=%s",
                completion.topic(),
                completion.partition(),
                completion.offset(),
                cause instanceof UnreadableEventException
                        ? cause.getMessage()
                        : cause.getClass().getName());
        tally.deadLetter();
        boolean fits = size(completion) <= LARGEST_RECORD;
        // What does not fit with the headers stays where they say that it is.
        Headers headers = DeadLetter.headers(
                completion.topic(),
                completion.partition(),
                completion.offset(),
                fits ? completion.headers() : new RecordHeaders(),
                cause);
        return new ProducerRecord<>(
                topics.deadLetters(), null, fits ? completion.key() : null, fits ? completion.value() : null, headers);
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        long size = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
