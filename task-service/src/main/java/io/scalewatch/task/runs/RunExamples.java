package io.scalewatch.task.runs;

/// What the API's description shows. A test reads each as what it stands for.
final class RunExamples {

    static final String REQUEST = """
            {"families": ["aurora"], "models": ["another-7b"], "tasks": ["distractor-arithmetic", "memo-trap"],
             "variants": ["baseline", "few-shot-3"], "examples": 200, "trials": 2, "seed": 1, "priority": 0,
             "generation": {"maxTokens": 512, "temperature": 0},
             "budget": {"usd": 20, "tokens": 5000000, "requests": 10000}}""";

    static final String JUDGE = """
            {"judge": {"run": "0b6c0e9c-53c3-4a43-8f5e-6f1d4f6c2a10", "model": "acme/judge-70b", "tasks": ["memo-trap"],
              "asks": "correctness", "allowSelf": false},
             "generation": {"maxTokens": 256, "temperature": 0}, "budget": {"usd": 5}}""";

    static final String ESTIMATE = """
            {"prompts": 800, "promptTokens": 44000, "completionTokens": 9600, "costUsd": 0.206, "seconds": 5.0,
             "models": [{"model": "another-7b", "version": "v1", "endpoint": "mine", "prompts": 800,
               "promptTokens": 44000, "completionTokens": 9600, "costUsd": 0.206, "latencyMillis": 400.0, "seconds": 5.0}],
             "basis": ["prompt tokens: 4 characters a token, in 400 of 400 prompts, trials apart",
               "another-7b: 12.0 tokens each in 4000 answers lately; 400 ms each in 4000 answers lately",
               "cost at mine: 2.5 and 10.0 US dollars per million tokens read and written",
               "time: of the slowest model, 64 of its prompts at once, at its mean latency"]}""";

    static final String RUN = """
            {"id": "0b6c0e9c-53c3-4a43-8f5e-6f1d4f6c2a10", "state": "PAUSED", "cause": "BUDGET_USD",
             "createdAt": "2026-11-22T09:00:00Z", "priority": 0, "tasks": ["memo-trap"], "variants": ["baseline"],
             "trials": 1, "seed": 1, "planned": 800, "published": 612, "scored": 609, "failed": 3, "lost": 0,
             "spent": {"usd": 19.98, "promptTokens": 33500, "completionTokens": 7310}, "budget": {"usd": 20.0},
             "models": [{"family": "aurora", "model": "aurora-7b", "version": "v1", "planned": 800, "published": 612,
               "scored": 609, "failed": 3, "lost": 0, "stalled": false}],
             "failures": [{"kind": "timeout", "model": "aurora-7b", "version": "v1", "failed": 2},
               {"kind": "overloaded", "model": "aurora-7b", "version": "v1", "failed": 1}],
             "history": [{"state": "PLANNED", "at": "2026-11-22T09:00:00Z"},
               {"state": "RUNNING", "at": "2026-11-22T09:00:01Z"},
               {"state": "PAUSED", "cause": "BUDGET_USD", "at": "2026-11-22T09:04:10Z"}]}""";

    static final String BUDGET = """
            {"usd": 40}""";

    static final String TASKS = """
            [{"task": "memo-trap", "version": "3f2a9c01d7be", "planned": 800, "scored": 609, "failed": 3,
              "models": [{"model": "aurora-7b", "version": "v1", "planned": 800, "scored": 609, "failed": 3}]}]""";

    private RunExamples() {}
}
