package io.scalewatch.inference.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What is logged while it is open: by this project and by the HTTP client at every level that the build
/// left in, by others as configured.
public final class LogCapture extends Handler implements AutoCloseable {

    private static final List<String> LOUD = List.of("io.scalewatch", "io.vertx", "io.netty", "org.jboss.resteasy");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Logger> loud = LOUD.stream().map(Logger::getLogger).toList();
    private final List<Level> levels = loud.stream().map(Logger::getLevel).toList();
    private final SimpleFormatter formatter = new SimpleFormatter();

    private LogCapture() {}

    public static LogCapture ofEverything() {
        LogCapture capture = new LogCapture();
        capture.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(capture);
        capture.loud.forEach(logger -> logger.setLevel(Level.ALL));
        return capture;
    }

    /// With the stack traces.
    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord record) {
        StringWriter line = new StringWriter().append(formatter.format(record));
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(line));
        }
        lines.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        for (int i = 0; i < loud.size(); i++) {
            loud.get(i).setLevel(levels.get(i));
        }
    }
}
