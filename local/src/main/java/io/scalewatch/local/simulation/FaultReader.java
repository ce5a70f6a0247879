package io.scalewatch.local.simulation;

import java.util.List;

/// Reads a [Fault], from a file or from a request.
final class FaultReader {

    private static final int LONGEST_LATENCY = 600_000;
    private static final int LONGEST_RETRY = 3_600;
    private static final int USUAL_LATENCY = 5_000;
    private static final double ROUNDING = 1e-9;

    private FaultReader() {}

    /// @param node a fault, or several that each happen to their own share of the calls
    static List<Fault> readAll(SpecNode node) {
        List<Fault> faults = node.items().stream().map(FaultReader::read).toList();
        if (faults.size() > 1 && faults.stream().mapToDouble(Fault::share).sum() > 1 + ROUNDING) {
            throw node.error("has shares that are more than all together", "write shares that add up to 1 at most");
        }
        return faults;
    }

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
