package io.scalewatch.task.rescoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.RescoredTask;
import io.scalewatch.contracts.event.RescoringRequested;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Splits a request into events that the broker takes.
final class RescoringParts {

    /// Bytes; a broker takes 1 MiB by default.
    static final int LARGEST = 400_000;

    private RescoringParts() {}

    /// @param whole with all answers, as part 0 of 1
    static List<RescoringRequested> of(RescoringRequested whole) {
        List<Map<String, Map<String, AnswerSpec>>> parts = new ArrayList<>();
        parts.add(new HashMap<>());
        long size = 0;
        for (RescoredTask task : whole.tasks()) {
            for (Map.Entry<String, AnswerSpec> answer : task.answers().entrySet()) {
                int more = size(answer.getKey(), answer.getValue());
                if (size > 0 && size + more > LARGEST) {
                    parts.add(new HashMap<>());
                    size = 0;
                }
                size += more;
                parts.getLast()
                        .computeIfAbsent(task.task(), name -> new HashMap<>())
                        .put(answer.getKey(), answer.getValue());
            }
        }
        List<RescoringRequested> events = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            Map<String, Map<String, AnswerSpec>> answers = parts.get(part);
            events.add(new RescoringRequested(
                    whole.id(),
                    whole.runId(),
                    whole.rules(),
                    whole.tasks().stream()
                            .map(task -> new RescoredTask(
                                    task.task(),
                                    task.taskVersion(),
                                    task.scoringVersion(),
                                    answers.getOrDefault(task.task(), Map.of())))
                            .toList(),
                    whole.ranges(),
                    part,
                    parts.size(),
                    true,
                    whole.requestedAt()));
        }
        return events;
    }

    /// What one answer specification takes, bytes.
    static int size(String sample, AnswerSpec answer) {
        try {
            return Json.mapper().writeValueAsBytes(Map.of(sample, answer)).length;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
