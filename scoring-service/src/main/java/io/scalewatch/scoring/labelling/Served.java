package io.scalewatch.scoring.labelling;

import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.PromptCompleted;
import io.scalewatch.contracts.event.ServedBy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// What a completion tells of where it came from.
final class Served {

    private Served() {}

    static ServedBy of(PromptCompleted completed) {
        return new ServedBy(
                completed.servedModel(),
                completed.fingerprint(),
                Optional.of(parameters(completed.prompt().generation())),
                completed.prompt().generation().reasoningBudget());
    }

    /// The same for all that are asked alike, in this release and in later ones: each field that is there
    /// goes in by its name, so that one which a later release adds changes nothing for those that don't use
    /// it. Another seed asks for another answer of the same kind.
    private static String parameters(GenerationParameters generation) {
        CRC32C crc = new CRC32C();
        update(crc, "maxTokens", generation.maxTokens());
        update(crc, "temperature", generation.temperature());
        generation.topP().ifPresent(p -> update(crc, "topP", p));
        generation.stop().ifPresent(texts -> texts.forEach(text -> update(crc, "stop", text)));
        generation.reasoningEffort().ifPresent(effort -> update(crc, "reasoningEffort", effort));
        generation.reasoningBudget().ifPresent(budget -> update(crc, "reasoningBudget", budget));
        return Long.toHexString(crc.getValue());
    }

    /// With its lengths, or two texts could be taken for one.
    private static void update(CRC32C crc, String name, Object value) {
        for (String text : List.of(name, value.toString())) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            crc.update(bytes);
        }
    }
}
