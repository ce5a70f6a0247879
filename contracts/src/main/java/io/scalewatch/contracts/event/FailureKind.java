package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The ways in which a prompt can end without a label.
public enum FailureKind {
    /// No connection: refused, reset, unknown host.
    @JsonProperty("unreachable")
    UNREACHABLE,
    /// The endpoint said so, with 429 or 503, more often than the retries allow.
    @JsonProperty("overloaded")
    OVERLOADED,
    /// No answer within the call's time limit.
    @JsonProperty("timeout")
    TIMEOUT,
    /// The prompt's deadline passed, the wait for a permit included.
    @JsonProperty("deadline")
    DEADLINE,
    /// 5xx other than 503.
    @JsonProperty("server-error")
    SERVER_ERROR,
    /// 4xx other than 429: asking again would not help.
    @JsonProperty("rejected")
    REJECTED,
    /// A response that is not what the protocol says.
    @JsonProperty("invalid-response")
    INVALID_RESPONSE,
    /// Another model answered than the version declares.
    @JsonProperty("wrong-version")
    WRONG_VERSION,
    /// The endpoint is not known, or can't do what the prompt needs.
    @JsonProperty("unknown-endpoint")
    UNKNOWN_ENDPOINT,
    /// Published, and then found nowhere, more often than it is asked again.
    @JsonProperty("lost")
    LOST,
    /// Answered, but the sample's answer specification can't be used: a kind that this scoring version does not
    /// know, or targets that are not of their kind.
    @JsonProperty("unscorable")
    UNSCORABLE,
    /// A judge was asked, and gave no verdict: its call failed, it declined, or what it said can't be read as one.
    @JsonProperty("no-verdict")
    NO_VERDICT,
    /// The answer that was to be judged is no longer there: the retention of `completions` has passed.
    @JsonProperty("expired")
    EXPIRED;

    /// The kinds after which a model is held to be stalled.
    public boolean isUnavailability() {
        return this == UNREACHABLE || this == OVERLOADED;
    }
}
