package io.scalewatch.inference.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.EndpointDeclared;
import io.scalewatch.contracts.event.EndpointDeclared.Capability;
import io.scalewatch.contracts.event.EndpointDeclared.Protocol;
import io.scalewatch.contracts.event.FailureKind;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.GenerationParameters;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.contracts.event.ModelVersion;
import io.scalewatch.contracts.event.PromptId;
import io.scalewatch.contracts.event.PromptIssued;
import io.scalewatch.contracts.event.Trial;
import io.scalewatch.inference.probe.ProbeReport.Finding;
import io.scalewatch.inference.provider.CallResult;
import io.scalewatch.inference.provider.CallResult.Answered;
import io.scalewatch.inference.provider.CallResult.Failed;
import io.scalewatch.inference.provider.HttpStatus;
import io.scalewatch.inference.provider.OllamaChat;
import io.scalewatch.inference.provider.Provider;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks an endpoint a few cheap questions, once: does it answer, does it take the key, which models has it, how
/// fast is it, does a seed repeat an answer, does it tell log-probabilities.
public final class EndpointProbe implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int CALLS = 3;
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_MODELS = 1_000;
    private static final int MOST_CHARACTERS = 1_000;
    private static final GenerationParameters SHORT = new GenerationParameters(32, 0, Optional.empty());
    private static final GenerationParameters SEEDED = new GenerationParameters(32, 1, Optional.of(7L));
    private static final AnswerSpec TEXT = new AnswerSpec(AnswerKind.TEXT, List.of("ready"), Map.of());

    private final EndpointDeclared endpoint;
    private final Provider provider;
    private final Map<String, String> headers;
    private final String key;
    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Capability> shown = new ArrayList<>();
    private List<String> models = List.of();
    private Optional<String> model = Optional.empty();
    private boolean answers;

    /// @param key the secret itself; empty where there is none
    /// @param timeout of each call
    public EndpointProbe(EndpointDeclared endpoint, String key, Duration timeout) {
        this.endpoint = endpoint;
        this.provider = Provider.of(endpoint);
        this.headers = provider.headers(key);
        this.key = key;
        this.timeout = timeout;
    }

    /// @param wanted the model to ask; the first that the endpoint lists where none is named
    public ProbeReport run(Optional<String> wanted) throws InterruptedException {
        models = models();
        boolean reached = findings.stream().allMatch(Finding::good);
        model = wanted.or(() -> models.stream().findFirst());
        if (reached && model.isEmpty()) {
            found("answer", false, "not asked: it lists no models, name one");
        } else if (reached) {
            answers = answers(model.get());
            if (answers) {
                seed(model.get());
                logProbabilities(model.get());
            }
        }
        return report();
    }

    /// The same within a time: what was found until then, where it is not enough.
    public ProbeReport runWithin(Duration atMost, Optional<String> wanted) throws InterruptedException {
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ProbeReport> report = thread.submit(() -> run(wanted));
            try {
                return report.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the probe itself failed", e.getCause());
            } catch (TimeoutException e) {
                // Said below, when the thread has ended.
            } finally {
                thread.shutdownNow();
                http.shutdownNow();
            }
        }
        found("time", false, "not finished within " + atMost.toSeconds() + " s");
        return report();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private void found(String what, boolean good, String found) {
        findings.add(new Finding(what, good, found));
    }

    private ProbeReport report() {
        return new ProbeReport(
                endpoint,
                model.map(this::clean),
                models.stream().limit(MOST_MODELS).map(this::clean).toList(),
                findings.stream()
                        .map(finding -> new Finding(finding.what(), finding.good(), clean(finding.found())))
                        .toList(),
                shown,
                answers);
    }

    /// Servers may say anything in what is repeated here: the key, too.
    private String clean(String text) {
        String without = key.isEmpty() ? text : text.replace(key, "[key]");
        return without.length() <= MOST_CHARACTERS ? without : without.substring(0, MOST_CHARACTERS) + "...";
    }

    private List<String> models() throws InterruptedException {
        URI base = URI.create(endpoint.baseUrl());
        URI list = provider instanceof OllamaChat ollama
                ? ollama.models(base)
                : URI.create(endpoint.baseUrl().replaceFirst("/+$", "") + "/models");
        try {
            HttpResponse<byte[]> response = http.send(request(list).GET().build(), body());
            int status = response.statusCode();
            found("reachable", true, "yes");
            if (status == 401 || status == 403) {
                found("auth", false, "refused: HTTP " + status + (key.isEmpty() ? ", without a key" : ""));
                return List.of();
            }
            found("auth", true, key.isEmpty() ? "no key needed so far" : "the key is not refused");
            List<String> models = status == 200 ? names(response.body()) : List.of();
            found("models", true, models.isEmpty() ? "not listed (HTTP " + status + ")" : ProbeReport.shown(models));
            return models;
        } catch (IOException e) {
            found("reachable", false, "no: " + reason(e));
            return List.of();
        }
    }

    private static List<String> names(byte[] body) {
        try {
            JsonNode list = Json.mapper().readTree(body);
            // llama.cpp lists them in both ways at once.
            Set<String> names = new LinkedHashSet<>();
            list.path("data").forEach(model -> names.add(model.path("id").asText()));
            list.path("models").forEach(model -> names.add(model.path("name").asText()));
            return List.copyOf(names);
        } catch (IOException e) {
            return List.of();
        }
    }

    private boolean answers(String model) throws InterruptedException {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            CallResult result = call(model, "Reply with one word: ready", SHORT, TEXT);
            millis.add((System.nanoTime() - start) / 1_000_000);
            switch (result) {
                case Failed failed -> {
                    found("answer", false, "none: " + failed.message());
                    return false;
                }
                case Answered answered -> {
                    if (millis.size() == 1) {
                        found("answer", true, described(answered));
                    }
                }
            }
        }
        millis.sort(null);
        found("latency", true, millis.get(CALLS / 2) + " ms, the median of " + CALLS + " short calls");
        return true;
    }

    private static String described(Answered answered) {
        return answered.finishReason().map(FinishReason::name).orElse("no finish reason") + ", "
                + (answered.tokens().prompt() + answered.tokens().completion() > 0
                        ? answered.tokens().prompt() + " + " + answered.tokens().completion() + " tokens"
                        : "tokens not counted: they will be estimated")
                + ", by " + answered.servedModel().orElse("it does not say which model")
                + answered.fingerprint().map(f -> ", fingerprint " + f).orElse(", no fingerprint");
    }

    private void seed(String model) throws InterruptedException {
        if (endpoint.protocol() == Protocol.ANTHROPIC_MESSAGES) {
            found("seed", true, "its protocol has none");
            return;
        }
        TreeSet<String> answers = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            CallResult result = call(model, "Write one short sentence about anything.", SEEDED, TEXT);
            if (!(result instanceof Answered answered)) {
                found("seed", false, "refused: " + ((Failed) result).message());
                return;
            }
            answers.add(answered.text());
        }
        boolean same = answers.size() == 1;
        found("seed", same, same ? "the same answer twice" : "two answers to the same seed: it does not repeat");
    }

    private void logProbabilities(String model) throws InterruptedException {
        Optional<Capability> capability = switch (endpoint.protocol()) {
            case OPENAI_COMPLETIONS -> Optional.of(Capability.CLASS_LOG_PROBABILITIES);
            case OPENAI_CHAT, OLLAMA -> Optional.of(Capability.LETTER_LOG_PROBABILITIES);
            case ANTHROPIC_MESSAGES -> Optional.empty();
        };
        if (capability.isEmpty()) {
            found("logprobs", true, "its protocol has none");
            return;
        }
        List<String> classes = List.of(" A", " B");
        AnswerSpec spec = new AnswerSpec(AnswerKind.LOGPROB, List.of(" A"), classes, Map.of(), Optional.empty());
        CallResult result = call(model, "Is it A or B? Reply with the letter alone.\nAnswer:", SHORT, spec);
        // Where a letter is not among the tokens that were told, some were told.
        boolean told = result instanceof Answered
                || result instanceof Failed failed && failed.kind() == FailureKind.UNSCORABLE;
        if (told) {
            shown.add(capability.get());
        }
        found(
                "logprobs",
                told,
                told
                        ? (capability.get() == Capability.CLASS_LOG_PROBABILITIES ? "of class strings" : "of letters")
                        : "none: " + ((Failed) result).message());
    }

    private CallResult call(String model, String question, GenerationParameters generation, AnswerSpec answer)
            throws InterruptedException {
        PromptIssued prompt = new PromptIssued(
                new PromptId(new UUID(0, 0), 0, 0),
                new ModelVersion("probe", model, "1", 1),
                new Trial("probe", "1", "baseline", "1", "1", false, 0, Map.of()),
                List.of(Message.user(question)),
                generation,
                answer,
                endpoint.name(),
                Optional.empty(),
                Instant.now());
        List<byte[]> bodies = new ArrayList<>();
        try {
            for (byte[] body : provider.requests(prompt)) {
                HttpRequest request = request(provider.address(URI.create(endpoint.baseUrl())))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
                HttpResponse<byte[]> response = http.send(request, body());
                if (response.statusCode() < 200 || response.statusCode() > 299) {
                    return HttpStatus.failure(
                            response.statusCode(),
                            response.body(),
                            response.headers().firstValue("Retry-After"),
                            Clock.systemUTC());
                }
                bodies.add(response.body());
            }
        } catch (IOException e) {
            return new Failed(FailureKind.UNREACHABLE, reason(e));
        }
        return provider.answer(prompt, bodies);
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(timeout).header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    /// No endpoint gets more memory than this, whatever it sends.
    private static BodyHandler<byte[]> body() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case ConnectException _ -> "no connection";
            case HttpTimeoutException _ -> "no answer in time";
            default -> "the connection broke off (" + e.getClass().getSimpleName() + ")";
        };
    }
}
