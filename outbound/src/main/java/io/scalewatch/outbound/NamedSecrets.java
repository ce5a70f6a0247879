package io.scalewatch.outbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// The secrets that authorise calls, by name. Never logged, never part of an event.
///
/// Files are read again after a while, so that a key that is rotated is used without a restart: Kubernetes
/// replaces the files of a mounted Secret in place. Only what was found is remembered: whoever may name a secret
/// could else fill the memory with names of none.
public final class NamedSecrets {

    static final Duration REREAD = Duration.ofSeconds(5);
    private static final long LONGEST = 64 * 1024;
    /// What a variable's usual name has `_` for.
    private static final Pattern OTHER = Pattern.compile("[^A-Z0-9]");

    private final Map<String, String> configured;
    private final Optional<Path> directory;
    private final Map<String, String> environment;
    private final LongSupplier clock;
    private final Map<String, Read> files = new ConcurrentHashMap<>();

    /// @param at nanoseconds
    /// @param missed whether the file was not there, or empty, when it was looked at last
    private record Read(String key, long at, boolean missed) {

        /// Without the key.
        @Override
        public String toString() {
            return "Read[" + at + "]";
        }
    }

    /// @param configured what the configuration itself holds
    /// @param directory where a file of a key's name holds the key
    /// @param environment the process' environment
    /// @param clock nanoseconds, of which only differences matter
    public NamedSecrets(
            Map<String, String> configured,
            Optional<Path> directory,
            Map<String, String> environment,
            LongSupplier clock) {
        this.configured = Map.copyOf(configured);
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    /// The key of that name: as configured; else the file of that name; else the environment variable of that
    /// name, as it stands or, as variables are usually written, in capitals with `_` for what is neither
    /// letter nor digit.
    public Optional<String> find(String name) {
        String given = configured.get(name);
        if (given != null) {
            return clean(given);
        }
        Optional<String> file = fromFile(name);
        return file.isPresent() ? file : fromEnvironment(name);
    }

    private Optional<String> fromEnvironment(String name) {
        String variable = OTHER.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .flatMap(NamedSecrets::clean);
    }

    private static Optional<String> clean(String key) {
        // Header values quote what they refuse, so nothing else may get that far.
        return Optional.of(key.strip())
                .filter(text -> !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f));
    }

    private Optional<String> fromFile(String name) {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        long now = clock.getAsLong();
        Read read = files.get(name);
        if (read == null || now - read.at() >= REREAD.toNanos()) {
            Optional<String> found = read(directory.get(), name);
            if (found.isPresent()) {
                read = new Read(found.get(), now, false);
            } else if (read != null && !read.missed()) {
                // A file is empty for a moment while it is written over: once, what it held goes on.
                read = new Read(read.key(), now, true);
            } else {
                files.remove(name);
                return Optional.empty();
            }
            files.put(name, read);
        }
        return Optional.of(read.key());
    }

    /// Only of files in the directory itself: a name comes with an event.
    private static Optional<String> read(Path directory, String name) {
        try {
            Path file = directory.resolve(name).normalize();
            if (!directory.normalize().equals(file.getParent())
                    || !Files.isRegularFile(file)
                    || Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            return clean(Files.readString(file));
        } catch (IOException | InvalidPathException e) {
            // Not there, or being replaced: as if there were none, until it is read again.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "NamedSecrets[" + configured.size() + " configured]";
    }
}
