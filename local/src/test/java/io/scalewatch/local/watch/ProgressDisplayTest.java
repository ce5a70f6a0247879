package io.scalewatch.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private static final Progress HALF = new Progress(2_000, 2_000, 1_600, 1_200, 1_000);

    private final StringWriter written = new StringWriter();

    @Test
    void drawsABarAStage() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(written), true);

        display.show(HALF, 0);

        assertThat(written.toString().lines())
                .containsExactly(
                        "published  [####################################] 100 %  2,000 of 2,000",
                        "answered   [############################........]  80 %  1,600 of 2,000",
                        "scored     [#####################...............]  60 %  1,200 of 2,000",
                        "counted    [##################..................]  50 %  1,000 of 2,000",
                        "0 prompts/s");
    }

    @Test
    void redrawsInPlaceAndKeepsSentencesAbove() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(written), true);
        display.show(HALF, 0);
        written.getBuffer().setLength(0);

        display.say("kafka died");

        String redraw = "\u001b[1A\u001b[2K".repeat(5);
        assertThat(written.toString()).startsWith(redraw + "kafka died").contains("counted    [####");
    }

    @Test
    void tellsSpeedAndTimeLeft() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(written), true);
        display.show(new Progress(10_000, 0, 0, 0, 0), 0);
        display.show(
                new Progress(10_000, 9_000, 8_000, 7_000, 2_000),
                Duration.ofSeconds(2).toNanos());
        assertThat(written.toString()).contains("1,000 prompts/s, 8 s left");

        display.show(
                new Progress(1_000_000, 9_000, 8_000, 7_000, 3_000),
                Duration.ofSeconds(3).toNanos());
        assertThat(written.toString()).contains("1,000 prompts/s, 16:37 min left");
    }

    @Test
    void printsALineNowAndThenWhereThereIsNoTerminal() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(written), false);
        for (int second = 0; second <= 10; second++) {
            display.show(
                    new Progress(20_000, 0, 0, 0, second * 1_000L),
                    Duration.ofSeconds(second).toNanos());
        }

        assertThat(written.toString())
                .doesNotContain("\u001b")
                .hasLineCount(3)
                .endsWith("published 0, answered 0, scored 0, counted 10,000 of 20,000; 1,000 prompts/s, 10 s left\n");
    }

    @Test
    void theLastStateIsAlwaysPrinted() {
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(written), false);
        display.show(new Progress(100, 0, 0, 0, 0), 0);
        display.show(
                new Progress(100, 100, 100, 100, 100), Duration.ofSeconds(1).toNanos());
        assertThat(written.toString()).hasLineCount(1);

        display.finish();

        assertThat(written.toString()).hasLineCount(2).contains("counted 100 of 100");
    }

    @Test
    void moreCompletionsThanPromptsAreAFullBar() {
        assertThat(ProgressDisplay.bar("answered", 120, 100))
                .isEqualTo("answered   [####################################] 100 %  120 of 100");
    }

    @Test
    void nothingPlannedIsAnEmptyBar() {
        assertThat(ProgressDisplay.bar("scored", 0, 0)).contains("  0 %");
    }
}
