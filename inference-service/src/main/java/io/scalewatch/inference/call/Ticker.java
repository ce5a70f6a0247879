package io.scalewatch.inference.call;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Elapsed time, and waiting for it to pass.
public interface Ticker {

    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
    };

    /// Nanoseconds since some moment; only differences mean anything.
    long nanos();

    void sleep(Duration duration) throws InterruptedException;
}
