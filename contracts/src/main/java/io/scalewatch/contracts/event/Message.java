package io.scalewatch.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// One turn of a prompt.
public record Message(Role role, String content) {

    public enum Role {
        @JsonProperty("system")
        SYSTEM,
        @JsonProperty("user")
        USER,
        @JsonProperty("assistant")
        ASSISTANT
    }

    public Message {
        Require.notNull(role, "role");
        Require.notNull(content, "content");
    }

    public static Message user(String content) {
        return new Message(Role.USER, content);
    }

    /// Without the content, which stays out of logs.
    @Override
    public String toString() {
        return role + "[" + content.length() + " characters]";
    }
}
