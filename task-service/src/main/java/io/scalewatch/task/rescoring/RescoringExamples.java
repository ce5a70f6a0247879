package io.scalewatch.task.rescoring;

/// What the API's description shows. A test reads each as what it stands for.
final class RescoringExamples {

    static final String REQUEST = """
            {"answers": {"memo-trap": "current"}}""";

    static final String RESCORING = """
            {"id": "5b0a6a3e-7a5e-3c0f-9a55-0c5f6f3f9a11", "run": "0b6c0e9c-53c3-4a43-8f5e-6f1d4f6c2a10",
             "state": "COMPLETED", "rules": "3",
             "tasks": [{"task": "memo-trap", "version": "3f2a9c01d7be", "answers": "91c4e07aa2d3", "changed": 12,
               "scoringVersion": "3@91c4e07aa2d3"}],
             "planned": 800, "done": 798, "failed": 0, "gone": 2,
             "requestedAt": "2026-11-22T09:30:00Z", "endedAt": "2026-11-22T09:30:04Z"}""";

    private RescoringExamples() {}
}
