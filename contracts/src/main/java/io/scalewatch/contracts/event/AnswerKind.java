package io.scalewatch.contracts.event;

/// How an answer is found in a completion and compared.
public enum AnswerKind {
    NUMBER,
    CHOICE,
    TEXT,
    VERBATIM,
    BOOLEAN,
    ENDING,
    REGEX,
    LOGPROB
}
