package io.scalewatch.analysis.series;

/// How much the simulations repeat: a fraction in every build, everything with `-Dsimulations=full`.
final class Simulations {

    static final boolean FULL = "full".equals(System.getProperty("simulations"));

    private Simulations() {}

    static int repetitions(int reduced, int full) {
        return FULL ? full : reduced;
    }

    /// Three Monte-Carlo errors of a proportion.
    static double threeErrors(double proportion, int repetitions) {
        double p = Math.clamp(proportion, 1.0 / repetitions, 1 - 1.0 / repetitions);
        return 3 * Math.sqrt(p * (1 - p) / repetitions);
    }
}
