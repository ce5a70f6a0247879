package io.scalewatch.analysis.drift;

import io.scalewatch.contracts.event.ServedBy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The names under which a version has answered in a series: model and fingerprint. Replicas answer under a
/// few in turn, so all that are seen until an hour after the first run's first are its own, whichever run
/// they come in. A name that first comes later, and in [#LEAST_ANSWERS] answers, is another; but none is as
/// long as the own names have fewer than [#LEAST_OWN_ANSWERS]: a few answers don't tell under which names
/// it answers.
///
/// Counts and minima alone: whichever run is the first, in whatever order answers come, the same is known after
/// them. Only which names are the [#MOST] that are told apart, those that come first are.
final class ServedNames {

    static final int LEAST_ANSWERS = 10;
    static final int LEAST_OWN_ANSWERS = 20;
    static final Duration LEARNING = Duration.ofHours(1);
    static final int MOST = 16;

    /// What counts no further needs not be written again.
    private static final int MOST_ANSWERS = Math.max(LEAST_ANSWERS, LEAST_OWN_ANSWERS);
    private static final int LONGEST = 100;
    private static final long NEVER = Long.MAX_VALUE;
    private static final String OTHERS = "further names";

    private final Map<String, Seen> names = new TreeMap<>();
    /// Asked for with every fit, while the names hardly ever change; nothing where it has to be found anew.
    private Optional<List<String>> others = Optional.empty();

    /// When the first answer of the first run that told a name was asked, milliseconds.
    private long firstRunAt = NEVER;

    /// @param answers up to [#MOST_ANSWERS]
    /// @param firstAt when the first of them was asked, milliseconds
    private record Seen(int answers, long firstAt) {}

    /// @return whether that was news
    boolean count(ServedBy served, boolean inFirstRun, long askedAt) {
        Optional<String> told = name(served);
        if (told.isEmpty()) {
            return false;
        }
        String name = names.containsKey(told.get()) || names.size() < MOST ? told.get() : OTHERS;
        Seen before = names.get(name);
        Seen now = before == null
                ? new Seen(1, askedAt)
                : new Seen(Math.min(MOST_ANSWERS, before.answers() + 1), Math.min(before.firstAt(), askedAt));
        boolean earlier = inFirstRun && askedAt < firstRunAt;
        if (!earlier && now.equals(before)) {
            return false;
        }
        if (earlier) {
            firstRunAt = askedAt;
        }
        names.put(name, now);
        others = Optional.empty();
        return true;
    }

    /// Those that the version began with.
    List<String> own() {
        return names.entrySet().stream().filter(isOwn()).map(Map.Entry::getKey).toList();
    }

    /// Those that came later, in answers enough; none before it is known well under which the version began.
    List<String> others() {
        if (others.isEmpty()) {
            others = Optional.of(findOthers());
        }
        return others.get();
    }

    private List<String> findOthers() {
        Predicate<Map.Entry<String, Seen>> isOwn = isOwn();
        int ownAnswers = names.entrySet().stream()
                .filter(isOwn)
                .mapToInt(name -> name.getValue().answers())
                .sum();
        if (ownAnswers < LEAST_OWN_ANSWERS) {
            return List.of();
        }
        return names.entrySet().stream()
                .filter(isOwn.negate())
                .filter(name -> name.getValue().answers() >= LEAST_ANSWERS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Where the first run told none, as those of older releases, the hour begins with the first that came.
    /// What was asked before the first run, and counted after it, is no later name either.
    private Predicate<Map.Entry<String, Seen>> isOwn() {
        long first = firstRunAt != NEVER
                ? firstRunAt
                : names.values().stream().mapToLong(Seen::firstAt).min().orElse(0);
        return name -> name.getValue().firstAt() <= first + LEARNING.toMillis();
    }

    private static Optional<String> name(ServedBy served) {
        if (served.model().isEmpty() && served.fingerprint().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(served.model().map(ServedNames::cut).orElse("a model without a name")
                + served.fingerprint().map(f -> ", fingerprint " + cut(f)).orElse(""));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    void write(DataOutputStream to) throws IOException {
        to.writeLong(firstRunAt);
        to.writeShort(names.size());
        for (Map.Entry<String, Seen> name : names.entrySet()) {
            to.writeUTF(name.getKey());
            to.writeByte(name.getValue().answers());
            to.writeLong(name.getValue().firstAt());
        }
    }

    static ServedNames read(DataInputStream from) throws IOException {
        ServedNames names = new ServedNames();
        names.firstRunAt = from.readLong();
        for (int left = from.readShort(); left > 0; left--) {
            names.names.put(from.readUTF(), new Seen(from.readByte(), from.readLong()));
        }
        return names;
    }
}
