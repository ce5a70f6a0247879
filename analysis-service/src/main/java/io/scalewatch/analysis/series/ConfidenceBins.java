package io.scalewatch.analysis.series;

import io.scalewatch.contracts.event.Calibration;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The answers of one model version that came with a confidence, in ten bins of it: integers only, like all
/// counts, so that no order of arrival leaves a trace. A confidence counts to a ten-thousandth.
public final class ConfidenceBins {

    private static final int BINS = 10;
    private static final long UNIT = 10_000;
    private static final long CONFIDENT = 9_000;
    private static final int LONGS = 3 * BINS + 2;

    private final long[] answers = new long[BINS];
    private final long[] correct = new long[BINS];
    /// In ten-thousandths.
    private final long[] confidence = new long[BINS];
    /// In ten-thousandths squared.
    private long squaredErrors;
    private long confidentlyWrong;

    /// Counts an answer.
    ///
    /// @param stated 0 to 1
    public void count(double stated, boolean right) {
        long scaled = Math.round(Math.clamp(stated, 0, 1) * UNIT);
        int bin = (int) Math.min(BINS - 1, scaled * BINS / UNIT);
        answers[bin]++;
        correct[bin] += right ? 1 : 0;
        confidence[bin] += scaled;
        long error = right ? UNIT - scaled : scaled;
        squaredErrors += error * error;
        confidentlyWrong += !right && scaled >= CONFIDENT ? 1 : 0;
    }

    /// Nothing where no answer came with a confidence.
    Optional<Calibration> calibration() {
        long all = 0;
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            all += answers[bin];
            error += Math.abs(correct[bin] - confidence[bin] / (double) UNIT);
        }
        return all == 0
                ? Optional.empty()
                : Optional.of(new Calibration(
                        all,
                        squaredErrors / (double) (UNIT * UNIT) / all,
                        error / all,
                        confidentlyWrong / (double) all));
    }

    public byte[] encode() {
        ByteBuffer to = ByteBuffer.allocate(LONGS * Long.BYTES);
        for (int bin = 0; bin < BINS; bin++) {
            to.putLong(answers[bin]).putLong(correct[bin]).putLong(confidence[bin]);
        }
        return to.putLong(squaredErrors).putLong(confidentlyWrong).array();
    }

    /// Reads what [#encode()] wrote.
    public static ConfidenceBins decode(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        ConfidenceBins bins = new ConfidenceBins();
        for (int bin = 0; bin < BINS; bin++) {
            bins.answers[bin] = from.getLong();
            bins.correct[bin] = from.getLong();
            bins.confidence[bin] = from.getLong();
        }
        bins.squaredErrors = from.getLong();
        bins.confidentlyWrong = from.getLong();
        return bins;
    }
}
