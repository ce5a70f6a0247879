package io.scalewatch.task.catalogue;

import io.scalewatch.contracts.event.Message;
import java.util.ArrayList;
import java.util.List;

/// Turns made from turns.
final class Turns {

    private Turns() {}

    static Message assistant(String content) {
        return new Message(Message.Role.ASSISTANT, content);
    }

    /// With a paragraph more at the end of the last turn.
    static List<Message> appended(List<Message> turns, String paragraph) {
        List<Message> appended = new ArrayList<>(turns);
        Message last = appended.removeLast();
        appended.add(new Message(last.role(), last.content() + "\n\n" + paragraph));
        return List.copyOf(appended);
    }
}
