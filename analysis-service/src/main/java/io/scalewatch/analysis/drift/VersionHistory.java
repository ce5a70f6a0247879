package io.scalewatch.analysis.drift;

import io.scalewatch.contracts.event.CompletionScored;
import io.scalewatch.contracts.event.ServedBy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/// How a version began to answer in a series, and under which names it has answered since. At most some 4 kB.
///
/// What came after the first run is told apart by how long after: in windows of 1 hour, 2, 4, 8 and so on, so
/// that there are few of them however long a version lives, and each but the last is over.
public final class VersionHistory {

    private static final long UNIT_MILLIS = Duration.ofHours(1).toMillis();
    private static final int MOST_WINDOWS = 24;

    private final UUID firstRun;
    private final long beganAt;
    private final boolean baseline;
    private final ServedNames names;
    private String parameters;
    private boolean continued;

    private VersionHistory(
            UUID firstRun, long beganAt, boolean baseline, String parameters, ServedNames names, boolean continued) {
        this.firstRun = firstRun;
        this.beganAt = beganAt;
        this.baseline = baseline;
        this.parameters = parameters;
        this.names = names;
        this.continued = continued;
    }

    /// Begins with the first score that is counted.
    ///
    /// @param baseline whether it is the version's first of all; else runs that nothing is known of
    ///     have answered before, in the same counts as the first run, and answers can't be compared with
    ///     its
    public static VersionHistory of(CompletionScored first, boolean baseline) {
        return new VersionHistory(
                first.id().runId(), first.issuedAt().toEpochMilli(), baseline, "", new ServedNames(), false);
    }

    /// Whether it is known what the first run answered.
    public boolean hasBaseline() {
        return baseline;
    }

    public boolean isFirstRun(CompletionScored score) {
        return score.id().runId().equals(firstRun);
    }

    /// Whether another run than the first was counted.
    public boolean isContinued() {
        return continued;
    }

    /// Takes what the answer says that it came from.
    ///
    /// @return whether that was news
    public boolean learn(CompletionScored score) {
        boolean first = isFirstRun(score);
        // Scores of older releases don't tell: of a run during an upgrade, the first that does counts.
        boolean tells = first && parameters.isEmpty() && !parameters(score).isEmpty();
        if (tells) {
            parameters = parameters(score);
        }
        boolean named = score.served()
                .map(served -> names.count(served, first, score.issuedAt().toEpochMilli()))
                .orElse(false);
        return tells || named;
    }

    /// The window of a later run's answer; nothing where it can't be compared: it was asked for otherwise
    /// than the first run's, or before them, as when old runs are scored anew in another order.
    public OptionalInt windowOf(CompletionScored score) {
        continued = true;
        long after = score.issuedAt().toEpochMilli() - beganAt;
        if (after < 0 || !parameters(score).equals(parameters)) {
            return OptionalInt.empty();
        }
        long units = after / UNIT_MILLIS;
        return OptionalInt.of(Math.min(MOST_WINDOWS - 1, Long.SIZE - 1 - Long.numberOfLeadingZeros(units + 1)));
    }

    List<String> ownNames() {
        return names.own();
    }

    List<String> otherNames() {
        return names.others();
    }

    private static String parameters(CompletionScored score) {
        return score.served().flatMap(ServedBy::parameters).orElse("");
    }

    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            to.writeLong(firstRun.getMostSignificantBits());
            to.writeLong(firstRun.getLeastSignificantBits());
            to.writeLong(beganAt);
            to.writeBoolean(baseline);
            to.writeUTF(parameters);
            to.writeBoolean(continued);
            names.write(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Reads what [#encode()] wrote.
    public static VersionHistory decode(byte[] bytes) {
        try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes))) {
            UUID firstRun = new UUID(from.readLong(), from.readLong());
            long beganAt = from.readLong();
            boolean baseline = from.readBoolean();
            String parameters = from.readUTF();
            boolean continued = from.readBoolean();
            return new VersionHistory(firstRun, beganAt, baseline, parameters, ServedNames.read(from), continued);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
