package io.scalewatch.analysis.samples;

/// The texts can't be read now.
public final class SamplesUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SamplesUnavailableException() {
        super("the texts can't be read from Kafka in time");
    }
}
