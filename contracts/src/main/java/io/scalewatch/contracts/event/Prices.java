package io.scalewatch.contracts.event;

/// What an endpoint's tokens cost, US dollars per million.
///
/// @param promptPerMillion what the model reads
/// @param completionPerMillion what the model writes
public record Prices(double promptPerMillion, double completionPerMillion) {

    public Prices {
        Require.that(isPrice(promptPerMillion), "promptPerMillion must be a number that is not negative");
        Require.that(isPrice(completionPerMillion), "completionPerMillion must be a number that is not negative");
    }

    /// What these tokens cost, US dollars.
    public double costUsd(TokenUsage tokens) {
        return (tokens.prompt() * promptPerMillion + tokens.completion() * completionPerMillion) / 1e6;
    }

    private static boolean isPrice(double price) {
        return Double.isFinite(price) && price >= 0;
    }
}
