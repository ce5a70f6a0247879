package io.scalewatch.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a process and all that it has started have used so far.
///
/// @param cpu of all of them, those that have ended included where the system tells
/// @param peakMemory the most memory that was resident at once, in bytes; absent where the system does not tell
record ProcessUsage(Duration cpu, OptionalLong peakMemory) {

    private static final long CLOCK_TICKS_PER_SECOND = 100;
    private static final Path PROC = Path.of("/proc");

    static ProcessUsage of(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        List<ProcessHandle> tree = process.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
        Duration cpu = tree.stream().map(ProcessUsage::cpu).reduce(Duration.ZERO, Duration::plus);
        return new ProcessUsage(cpu, peakMemory(tree));
    }

    /// Of this JVM alone: what it has started is counted by itself.
    static ProcessUsage own() {
        List<ProcessHandle> self = List.of(ProcessHandle.current());
        return new ProcessUsage(cpu(self.getFirst()), peakMemory(self));
    }

    /// User and system time, of the process and of its children that have ended.
    private static Duration cpu(ProcessHandle process) {
        try {
            String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
            // The second field is a name in parentheses, which may hold spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return Duration.ofMillis(ticks * 1000 / CLOCK_TICKS_PER_SECOND);
        } catch (IOException e) {
            // Another system, or it has just ended.
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }

    /// Of several processes, the pages that they share are counted once.
    private static OptionalLong peakMemory(List<ProcessHandle> tree) {
        long own = 0;
        long shared = 0;
        boolean known = false;
        for (ProcessHandle process : tree) {
            OptionalLong peak = status(process.pid(), "VmHWM");
            long sharedNow = status(process.pid(), "RssShmem").orElse(0);
            if (peak.isPresent()) {
                known = true;
                own += Math.max(0, peak.getAsLong() - sharedNow);
                shared = Math.max(shared, sharedNow);
            }
        }
        return known ? OptionalLong.of(own + shared) : OptionalLong.empty();
    }

    private static OptionalLong status(long pid, String field) {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
