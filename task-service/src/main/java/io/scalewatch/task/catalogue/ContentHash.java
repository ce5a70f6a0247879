package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// The version of a task: SHA-256 over its samples, of which 12 hexadecimal digits are kept. Every text goes in
/// with its length and every list with its size, so that no two different tasks are encoded alike. What came
/// later, steps, metadata and held-out samples, goes in behind a mark that is no length, and only where there
/// is some: older versions keep their names.
public final class ContentHash {

    private static final int DIGITS = 12;

    private static final long STEPS = -1;
    private static final long HELD_OUT = -2;
    private static final long METADATA = -3;

    private final MessageDigest digest;
    private long missing;

    /// The hash of samples that come one by one.
    ///
    /// @param samples how many will come
    public static ContentHash begin(int samples) {
        return new ContentHash(samples);
    }

    private ContentHash(int samples) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        missing = samples;
        number(samples);
    }

    /// The hash of the samples in their order.
    public static String of(List<Sample> samples) {
        return of(samples, List.of());
    }

    /// The hash of the samples and the held-out ones in their order.
    public static String of(List<Sample> samples, List<Sample> heldOut) {
        ContentHash hash = begin(samples.size());
        samples.forEach(hash::add);
        if (!heldOut.isEmpty()) {
            hash.holdOut(heldOut.size());
            heldOut.forEach(hash::add);
        }
        return hash.version();
    }

    /// After the samples: held-out ones follow.
    ///
    /// @param samples how many will come, at least one
    public void holdOut(int samples) {
        requireComplete();
        missing = samples;
        number(HELD_OUT);
        number(samples);
    }

    /// The next sample.
    public void add(Sample sample) {
        missing--;
        sample(sample);
    }

    /// The hash; the last thing to be asked for.
    ///
    /// @throws IllegalStateException if other than the announced number of samples came
    public String version() {
        requireComplete();
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private void requireComplete() {
        if (missing != 0) {
            throw new IllegalStateException(missing + " samples less than announced");
        }
    }

    private void sample(Sample sample) {
        text(sample.id());
        number(sample.input().size());
        for (Message message : sample.input()) {
            text(message.role().name());
            text(message.content());
        }
        text(sample.group());
        number(sample.control() ? 1 : 0);
        number(sample.dials().size());
        new TreeMap<>(sample.dials()).forEach((dial, value) -> {
            text(dial);
            number(Double.doubleToLongBits(value));
        });
        answer(sample.answer());
        if (!sample.steps().isEmpty()) {
            number(STEPS);
            number(sample.steps().size());
            for (SubQuestion step : sample.steps()) {
                text(step.question());
                text(step.answer());
            }
        }
        if (!sample.metadata().isEmpty()) {
            number(METADATA);
            text(sample.metadata());
        }
    }

    private void answer(AnswerSpec answer) {
        text(answer.kind().name());
        texts(answer.targets());
        texts(answer.choices());
        number(answer.labels().size());
        new TreeMap<>(answer.labels()).forEach((label, values) -> {
            text(label.name());
            texts(values);
        });
        number(answer.tolerance().isPresent() ? 1 : 0);
        answer.tolerance().ifPresent(tolerance -> number(Double.doubleToLongBits(tolerance)));
    }

    private void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }
}
