package io.scalewatch.task.catalogue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The vocabularies, each read once.
final class Rows {

    private static final Map<String, List<Vocabulary.Row>> READ = new ConcurrentHashMap<>();

    private Rows() {}

    static List<Vocabulary.Row> of(String resource, int fields) {
        return READ.computeIfAbsent(resource, name -> Vocabulary.rows(name, fields));
    }
}
