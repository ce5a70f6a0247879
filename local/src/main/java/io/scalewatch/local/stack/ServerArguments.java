package io.scalewatch.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the supervisor tells a server process of our own on its command line.
///
/// @param data where the server keeps its files
/// @param port where it listens
/// @param ready the file to write the own pid to when clients may come
/// @param pids the folder of the supervisor's [ProcessRecord]s
/// @param supervisor the supervisor's pid
record ServerArguments(Path data, int port, Path ready, Path pids, long supervisor) {

    List<String> toList() {
        return List.of(
                data.toString(), Integer.toString(port), ready.toString(), pids.toString(), Long.toString(supervisor));
    }

    static ServerArguments parse(String[] args) {
        if (args.length != 5) {
            throw new IllegalArgumentException("expected DATA PORT READY_FILE PIDS SUPERVISOR");
        }
        return new ServerArguments(
                Path.of(args[0]),
                Integer.parseInt(args[1]),
                Path.of(args[2]),
                Path.of(args[3]),
                Long.parseLong(args[4]));
    }

    void sayReady() throws IOException {
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
    }
}
