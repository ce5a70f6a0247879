package io.scalewatch.contracts.event;

import java.util.List;
import java.util.Optional;

/// Where models are served. Compacted topic `endpoints`, keyed by name.
///
/// @param baseUrl ends in `/v1` by convention; the protocol's paths are appended
/// @param keyName the name of the secret that authorises calls; never the secret itself
/// @param prices absent where nobody has said what it costs
/// @param capabilities what it can do beyond what every endpoint of its protocol can; in their order, each
///     once
/// @param limits what it may be asked per minute
public record EndpointDeclared(
        String name,
        String baseUrl,
        Protocol protocol,
        Optional<String> keyName,
        Optional<Prices> prices,
        List<Capability> capabilities,
        Optional<RateLimits> limits) {

    /// What an endpoint speaks.
    public enum Protocol {
        /// `chat/completions`, as OpenAI and the many that follow it have it.
        OPENAI_CHAT,
        /// `completions`, the one for text that is continued: vLLM, llama-cpp-python.
        OPENAI_COMPLETIONS,
        /// `messages`, as Anthropic has it.
        ANTHROPIC_MESSAGES,
        /// Ollama's own `api/chat`.
        OLLAMA;

        /// How many requests one call takes: where log-probabilities of class strings are compared, one for each
        /// class.
        public int requestsFor(AnswerSpec answer) {
            return this == OPENAI_COMPLETIONS && answer.kind() == AnswerKind.LOGPROB
                    ? answer.choices().size()
                    : 1;
        }
    }

    /// What some endpoints of a protocol can do and others can't.
    public enum Capability {
        /// Tells the log-probabilities of a prompt's tokens (`echo` with `logprobs`), and so those of class
        /// strings.
        CLASS_LOG_PROBABILITIES,
        /// Tells the likeliest first tokens of an answer (`top_logprobs`), and so the log-probabilities of
        /// letters.
        LETTER_LOG_PROBABILITIES,
        /// Serves models that reason as OpenAI's do: they take an effort and `max_completion_tokens`, and
        /// neither a temperature nor `top_p`.
        REASONING;

        /// Whether it means anything to endpoints that speak this.
        public boolean suits(Protocol protocol) {
            return switch (this) {
                case CLASS_LOG_PROBABILITIES -> protocol == Protocol.OPENAI_COMPLETIONS;
                case LETTER_LOG_PROBABILITIES -> protocol == Protocol.OPENAI_CHAT || protocol == Protocol.OLLAMA;
                case REASONING -> protocol == Protocol.OPENAI_CHAT;
            };
        }
    }

    /// Tokens, of protocols that take such a budget.
    private static final int LEAST_REASONING = 1_024;

    public EndpointDeclared {
        Require.notBlank(name, "name");
        Require.notBlank(baseUrl, "baseUrl");
        Require.notNull(protocol, "protocol");
        keyName = Require.orEmpty(keyName);
        prices = Require.orEmpty(prices);
        capabilities = capabilities == null
                ? List.of()
                : capabilities.stream().distinct().sorted().toList();
        limits = Require.orEmpty(limits).filter(given -> !given.equals(RateLimits.NONE));
    }

    /// An endpoint without limits.
    public EndpointDeclared(
            String name,
            String baseUrl,
            Protocol protocol,
            Optional<String> keyName,
            Optional<Prices> prices,
            List<Capability> capabilities) {
        this(name, baseUrl, protocol, keyName, prices, capabilities, Optional.empty());
    }

    /// An endpoint that can do what every one of its protocol can.
    public EndpointDeclared(
            String name, String baseUrl, Protocol protocol, Optional<String> keyName, Optional<Prices> prices) {
        this(name, baseUrl, protocol, keyName, prices, List.of());
    }

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /// Why it can't give such an answer, where it can't. Asked when a run is created, and again when it is
    /// called.
    public Optional<String> problemWith(AnswerSpec answer) {
        return answer.kind() == AnswerKind.LOGPROB ? problemWithClasses(answer.choices()) : Optional.empty();
    }

    private Optional<String> problemWithClasses(List<String> classes) {
        boolean letters = !classes.isEmpty() && classes.stream().allMatch(EndpointDeclared::isLetter);
        return switch (protocol) {
            case OPENAI_COMPLETIONS -> missing(Capability.CLASS_LOG_PROBABILITIES);
            case OPENAI_CHAT, OLLAMA ->
                letters
                        ? missing(Capability.LETTER_LOG_PROBABILITIES)
                        : Optional.of("its protocol " + protocol + " tells the log-probabilities of single letters at"
                                + " most, not of class strings; OPENAI_COMPLETIONS does");
            case ANTHROPIC_MESSAGES -> Optional.of("its protocol " + protocol + " tells no log-probabilities");
        };
    }

    /// Why it can't generate like this, where it can't.
    public Optional<String> problemWith(GenerationParameters generation) {
        if (generation.reasoningBudget().isPresent() && protocol != Protocol.ANTHROPIC_MESSAGES) {
            return Optional.of("its protocol " + protocol + " takes no reasoningBudget; ANTHROPIC_MESSAGES does");
        }
        if (protocol == Protocol.ANTHROPIC_MESSAGES && generation.temperature() > 1) {
            return Optional.of("its protocol " + protocol + " takes a temperature of 1 at most");
        }
        if (generation.reasoningBudget().isPresent()
                && generation.reasoningBudget().get() < LEAST_REASONING) {
            return Optional.of(
                    "its protocol " + protocol + " takes a reasoningBudget of " + LEAST_REASONING + " at least");
        }
        if (generation.reasoningEffort().isEmpty()) {
            return Optional.empty();
        }
        return switch (protocol) {
            case OPENAI_CHAT -> missing(Capability.REASONING);
            case OLLAMA -> Optional.empty();
            case OPENAI_COMPLETIONS, ANTHROPIC_MESSAGES ->
                Optional.of("its protocol " + protocol + " takes no reasoningEffort");
        };
    }

    private Optional<String> missing(Capability needed) {
        return can(needed) ? Optional.empty() : Optional.of("it does not declare the capability " + needed);
    }

    private static boolean isLetter(String text) {
        String stripped = text.strip();
        return stripped.length() == 1 && Character.isLetter(stripped.charAt(0));
    }
}
