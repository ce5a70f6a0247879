package io.scalewatch.local.simulation;

import java.util.List;

/// Reads a [Fault], from a file or from a request.
final class FaultReader {

    private static final int LONGEST_LATENCY = 600_000;
    private static final int LONGEST_RETRY = 3_600;
    private static final int USUAL_LATENCY = 5_000;

    private FaultReader() {}

    /// @return none where the node is not there
    static Fault read(SpecNode node) {
        if (!node.isThere()) {
            return Fault.NONE;
        }
        Fault.Kind kind = node.field("kind").one(Fault.Kind::of, List.of(Fault.Kind.values()), Fault.Kind::id);
        int latencyMs = (int) node.field("latencyMs").whole(0, LONGEST_LATENCY, USUAL_LATENCY);
        int retryAfterSeconds = (int) node.field("retryAfterSeconds").whole(0, LONGEST_RETRY, 1);
        SpecNode share = node.field("share");
        double affected = share.isThere() ? share.number(0, 1) : 1;
        node.onlyKnownFields();
        return new Fault(kind, latencyMs, retryAfterSeconds, affected);
    }
}
