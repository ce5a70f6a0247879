package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.task.catalogue.Sample;
import java.util.List;
import java.util.Map;

/// Sequence probability tasks of the Inverse Scaling Prize: `prompt` and `completion`, the only class there is.
final class SequenceRows implements RowFormat {

    @Override
    public ParsedRow parse(String id, Fields row) throws RowException {
        String prompt = row.content("prompt");
        String completion = row.content("completion");
        return ParsedRow.of(new Sample(
                id,
                List.of(Message.user(prompt)),
                id,
                false,
                Map.of(),
                LogOddsRows.answer(List.of(completion), 0, Label.TRAP)));
    }
}
