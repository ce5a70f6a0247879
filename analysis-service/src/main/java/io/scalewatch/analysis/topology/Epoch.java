package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// The current versions of a family, and the name of the evidence that is gathered about exactly these.
///
/// @param name a hash of the axis and the sorted (model, version) set: every partition and every replay finds
/// the same
/// @param models the smallest first
public record Epoch(String name, List<ModelVersion> models) {

    private static final String AXIS = "parameters";
    private static final int NAME_BYTES = 8;

    public Epoch {
        models = List.copyOf(models);
    }

    /// The epoch of these versions, in whatever order they are given.
    public static Epoch of(Collection<ModelVersion> current) {
        MessageDigest sha = Hashes.sha256();
        sha.update(AXIS.getBytes(StandardCharsets.UTF_8));
        current.stream()
                .map(m -> "\0" + m.model() + "\0" + m.version())
                .sorted()
                .forEach(v -> sha.update(v.getBytes(StandardCharsets.UTF_8)));
        String name = HexFormat.of().formatHex(sha.digest(), 0, NAME_BYTES);
        return new Epoch(
                name,
                current.stream()
                        .sorted(Comparator.comparingLong(ModelVersion::parameters)
                                .thenComparing(ModelVersion::model))
                        .toList());
    }
}
