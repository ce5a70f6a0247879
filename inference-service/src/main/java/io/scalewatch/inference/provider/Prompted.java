package io.scalewatch.inference.provider;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.PromptIssued;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the protocols ask of a prompt.
final class Prompted {

    private static final String[] ROLES = roles();

    private Prompted() {}

    /// Whether log-probabilities are the answer, and not a text.
    static boolean comparesClasses(PromptIssued prompt) {
        return prompt.answer().kind() == AnswerKind.LOGPROB;
    }

    /// The classes as they continue the prompt.
    static List<String> classes(PromptIssued prompt) {
        return prompt.answer().choices();
    }

    /// `system`, `user`, `assistant`
    static String role(Message message) {
        return ROLES[message.role().ordinal()];
    }

    /// What the prompt's system turns say, together; empty where there is none.
    static String system(PromptIssued prompt) {
        return prompt.messages().stream()
                .filter(message -> message.role() == Message.Role.SYSTEM)
                .map(Message::content)
                .collect(Collectors.joining("\n\n"));
    }

    /// The turns as one text to be continued: an assistant's turn follows its question after a blank,
    /// everything else after an empty line.
    static String text(PromptIssued prompt) {
        StringBuilder text = new StringBuilder();
        for (Message message : prompt.messages()) {
            if (!text.isEmpty()) {
                if (message.role() != Message.Role.ASSISTANT) {
                    text.append("\n\n");
                } else if (!Character.isWhitespace(text.charAt(text.length() - 1))
                        && !message.content().startsWith(" ")) {
                    text.append(' ');
                }
            }
            text.append(message.content());
        }
        return text.toString();
    }

    private static String[] roles() {
        Message.Role[] roles = Message.Role.values();
        String[] names = new String[roles.length];
        for (Message.Role role : roles) {
            names[role.ordinal()] = role.name().toLowerCase(Locale.ROOT);
        }
        return names;
    }
}
