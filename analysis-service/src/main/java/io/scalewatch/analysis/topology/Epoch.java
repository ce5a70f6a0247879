package io.scalewatch.analysis.topology;

import io.scalewatch.contracts.event.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The current versions of a family, and the name of the evidence that is gathered about exactly these.
///
/// @param name a hash of the axis and the sorted (model, version) set: every partition and every replay finds
/// the same
/// @param models the smallest first
/// @param lastVersions by model, the version that it had before the current one, where there was one; no part
///     of the name
public record Epoch(String name, List<ModelVersion> models, Map<String, String> lastVersions) {

    private static final String AXIS = "parameters";
    private static final int NAME_BYTES = 8;

    public Epoch {
        models = List.copyOf(models);
        lastVersions = Map.copyOf(lastVersions);
    }

    /// The epoch of these versions, in whatever order they are given.
    public static Epoch of(Collection<ModelVersion> current) {
        return of(current, Map.of());
    }

    /// The epoch of these versions, in whatever order they are given.
    ///
    /// @param lastVersions by model
    public static Epoch of(Collection<ModelVersion> current, Map<String, String> lastVersions) {
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
                        .toList(),
                lastVersions);
    }
}
