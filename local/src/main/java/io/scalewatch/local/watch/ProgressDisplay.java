package io.scalewatch.local.watch;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Shows a run's progress: a bar per stage on a terminal, redrawn in place; a line every few seconds elsewhere.
public final class ProgressDisplay {

    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration RATE_WINDOW = Duration.ofSeconds(5);
    private static final int BAR_WIDTH = 36;
    private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

    private record Point(long nanos, long counted) {}

    private final PrintWriter out;
    private final boolean terminal;
    private final Deque<Point> recent = new ArrayDeque<>();
    private int drawn;
    private long lastLine = Long.MIN_VALUE;
    private List<String> bars = List.of();
    private String line = "";

    /// @param terminal whether the output understands cursor movements
    public ProgressDisplay(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// A display for the process's own output.
    public static ProgressDisplay on(PrintWriter out) {
        return new ProgressDisplay(
                out, System.console() != null && System.console().isTerminal());
    }

    /// Prints a sentence above the bars.
    public synchronized void say(String sentence) {
        erase();
        out.println(sentence);
        draw();
        out.flush();
    }

    /// @param nanos when that was, by a clock that only goes forward
    public synchronized void show(Progress progress, long nanos) {
        recent.addLast(new Point(nanos, progress.counted()));
        while (recent.size() > 2 && nanos - recent.getFirst().nanos() > RATE_WINDOW.toNanos()) {
            recent.removeFirst();
        }
        if (terminal) {
            erase();
            bars = bars(progress);
            draw();
            out.flush();
        } else if (lastLine == Long.MIN_VALUE || nanos - lastLine >= LINE_INTERVAL.toNanos()) {
            lastLine = nanos;
            line = "";
            out.println(line(progress));
            out.flush();
        } else {
            line = line(progress);
        }
    }

    /// Leaves the last state as it is: what is printed next comes below.
    public synchronized void finish() {
        if (!line.isEmpty()) {
            out.println(line);
            out.flush();
        }
        line = "";
        lastLine = Long.MIN_VALUE;
        recent.clear();
        bars = List.of();
        drawn = 0;
    }

    private List<String> bars(Progress p) {
        List<String> lines = new ArrayList<>();
        lines.add(bar("published", p.published(), p.planned()));
        lines.add(bar("answered", p.answered(), p.planned()));
        lines.add(bar("scored", p.scored(), p.planned()));
        lines.add(bar("counted", p.counted(), p.planned()));
        lines.add("%,d prompts/s%s".formatted(Math.round(rate()), timeLeft(p)));
        return lines;
    }

    static String bar(String stage, long done, long planned) {
        double share = planned == 0 ? 0 : Math.min(1.0, (double) done / planned);
        int full = (int) Math.floor(share * BAR_WIDTH);
        return "%-10s [%s%s] %3d %%  %,d of %,d"
                .formatted(
                        stage,
                        "#".repeat(full),
                        ".".repeat(BAR_WIDTH - full),
                        (int) Math.floor(share * 100),
                        done,
                        planned);
    }

    private String line(Progress p) {
        return "published %,d, answered %,d, scored %,d, counted %,d of %,d; %,d prompts/s%s"
                .formatted(
                        p.published(),
                        p.answered(),
                        p.scored(),
                        p.counted(),
                        p.planned(),
                        Math.round(rate()),
                        timeLeft(p));
    }

    private double rate() {
        Point first = recent.getFirst();
        Point last = recent.getLast();
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        return seconds <= 0 ? 0 : Math.max(0, last.counted() - first.counted()) / seconds;
    }

    private String timeLeft(Progress p) {
        double rate = rate();
        long left = p.planned() - p.counted();
        if (rate < 1 || left <= 0) {
            return "";
        }
        long seconds = (long) Math.ceil(left / rate);
        return seconds < 100
                ? ", " + seconds + " s left"
                : String.format(Locale.ROOT, ", %d:%02d min left", seconds / 60, seconds % 60);
    }

    private void erase() {
        if (terminal && drawn > 0) {
            out.print(UP_AND_CLEAR.repeat(drawn));
            drawn = 0;
        }
    }

    private void draw() {
        if (terminal) {
            bars.forEach(out::println);
            drawn = bars.size();
        }
    }
}
