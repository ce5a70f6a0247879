package io.scalewatch.inference.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// Finds the settings by which Quarkus stops to verify whom it calls: they would send keys and prompts to
/// whoever answers.
public final class TlsCheck {

    private TlsCheck() {}

    /// The properties that switch verification off; none where it is on.
    ///
    /// @param names of all properties
    /// @param value of a property
    public static List<String> unverified(Iterable<String> names, Function<String, Optional<String>> value) {
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> name.startsWith("quarkus.tls.") || name.startsWith("quarkus.rest-client."))
                .filter(name -> value.apply(name)
                        .filter(text -> switchesOff(name, text.strip().toLowerCase(Locale.ROOT)))
                        .isPresent())
                .sorted()
                .toList();
    }

    /// @throws IllegalStateException if it is off, and nobody has said that it is meant
    public static void check(List<String> unverified, boolean meant) {
        if (!unverified.isEmpty() && !meant) {
            throw new IllegalStateException(
                    String.join(", ", unverified) + " switches off the verification of whom keys and prompts are sent"
                            + " to; take it out, trust the server's certificate (quarkus.tls.trust-store), or say that"
                            + " it is meant with scalewatch.inference.unverified-tls=true");
        }
    }

    private static boolean switchesOff(String name, String value) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return switch (last) {
            case "trust-all" -> value.equals("true");
            case "verify-host" -> value.equals("false");
            case "hostname-verification-algorithm" -> value.equals("none");
            default -> false;
        };
    }
}
