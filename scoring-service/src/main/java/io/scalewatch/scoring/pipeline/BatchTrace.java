package io.scalewatch.scoring.pipeline;

import io.scalewatch.tracing.PromptSpan;
import io.scalewatch.tracing.PromptTracing;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The spans of one transaction: a score is there when the transaction is committed, and not before.
final class BatchTrace {

    private final PromptTracing tracing;
    private final List<PromptSpan> open = new ArrayList<>(0);

    BatchTrace(PromptTracing tracing) {
        this.tracing = tracing;
    }

    PromptSpan begin(ConsumerRecord<byte[], byte[]> completion) {
        PromptSpan span = tracing.resume("score", completion);
        if (span.isTraced()) {
            open.add(span);
        }
        return span;
    }

    void committed() {
        open.forEach(PromptSpan::end);
    }

    /// The completions come again, and get spans of their own then.
    void aborted() {
        open.forEach(span -> span.fail("aborted"));
        committed();
    }
}
