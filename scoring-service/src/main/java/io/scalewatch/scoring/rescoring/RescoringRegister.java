package io.scalewatch.scoring.rescoring;

import io.scalewatch.contracts.event.RescoringRequested;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What the topic `rescorings` says. Not thread-safe.
final class RescoringRegister {

    private final String rules;
    private final Map<UUID, Parts> requests = new HashMap<>();
    private final Set<UUID> finished = new HashSet<>();

    private static final class Parts {

        private final Map<Integer, RescoringRequested> byNumber = new TreeMap<>();

        Instant requestedAt() {
            return byNumber.values().iterator().next().requestedAt();
        }

        boolean isWhole() {
            RescoringRequested any = byNumber.values().iterator().next();
            return byNumber.size() == any.parts() && byNumber.values().stream().allMatch(RescoringRequested::open);
        }
    }

    /// @param rules that this service scores by
    RescoringRegister(String rules) {
        this.rules = rules;
    }

    /// Takes the newest record of a key.
    void read(RescoringRequested part) {
        if (!part.open()) {
            // One part is enough to know: all of them are closed together.
            requests.remove(part.id());
            finished.add(part.id());
        } else if (!finished.contains(part.id())) {
            requests.computeIfAbsent(part.id(), id -> new Parts()).byNumber.put(part.part(), part);
        }
    }

    /// Every completion of it is read, whoever read it.
    void finished(UUID id) {
        requests.remove(id);
        finished.add(id);
    }

    /// The oldest request that is whole and asks for the rules of this service.
    Optional<Rescoring> next() {
        return requests.values().stream()
                .filter(Parts::isWhole)
                .filter(parts ->
                        parts.byNumber.values().iterator().next().rules().equals(rules))
                .min(Comparator.comparing(Parts::requestedAt))
                .map(parts -> Rescoring.of(parts.byNumber.values()));
    }

    /// Requests that are not finished, also those that ask for other rules.
    int open() {
        return requests.size();
    }
}
