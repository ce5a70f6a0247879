package io.scalewatch.local.simulation;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Answers chat completions, or fails to as it was told. Used from one event loop.
final class ChatHandler {

    private static final String JSON = "application/json";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Vertx vertx;
    private final Simulation simulation;
    private final CallCounts counts;
    private final Map<String, List<Fault>> faults = new HashMap<>();
    private final SplittableRandom affected;
    private final long started;
    private int latencyMs;

    ChatHandler(Vertx vertx, SimulationSpec spec, Simulation simulation, CallCounts counts, Clock clock) {
        this.vertx = vertx;
        this.simulation = simulation;
        this.counts = counts;
        this.latencyMs = spec.latencyMs();
        this.affected = new SplittableRandom(spec.seed());
        this.started = clock.instant().getEpochSecond();
        spec.families()
                .forEach(family -> family.models().forEach(model -> faults.put(model.name(), List.of(model.fault()))));
    }

    /// @param wrong what is wrong with it: at most one of them befalls a call
    void faults(String model, List<Fault> wrong) {
        faults.put(model, wrong);
    }

    void latency(int milliseconds) {
        this.latencyMs = milliseconds;
    }

    void handle(HttpServerRequest request, Buffer body) {
        ChatCall call;
        try {
            call = ChatCall.read(body.getBytes());
        } catch (IOException e) {
            refuse(request.response(), BAD_REQUEST, "invalid_request", "the body is not a chat completion request");
            return;
        }
        if (!simulation.has(call.model())) {
            refuse(request.response(), NOT_FOUND, "model_not_found", "there is no such model");
            return;
        }
        if (call.messages() == 0) {
            refuse(request.response(), BAD_REQUEST, "invalid_request", "messages are missing");
            return;
        }
        if (simulation.isJudge(call.model())) {
            call = judged(call, body);
        }
        counts.arrived(call.model(), call.prompt());
        carryOut(drawn(faults.get(call.model())), request, call);
    }

    private Fault drawn(List<Fault> wrong) {
        if (wrong.size() == 1 && wrong.getFirst().share() >= 1) {
            return wrong.getFirst();
        }
        double left = affected.nextDouble();
        for (Fault fault : wrong) {
            left -= fault.share();
            if (left < 0) {
                return fault;
            }
        }
        return Fault.NONE;
    }

    private static ChatCall judged(ChatCall call, Buffer body) {
        try {
            return call.withText(body.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void carryOut(Fault fault, HttpServerRequest request, ChatCall call) {
        HttpServerResponse response = request.response();
        switch (fault.kind()) {
            case NONE -> later(latencyMs, () -> answer(response, call));
            case SLOW -> later(latencyMs + fault.latencyMs(), () -> answer(response, call));
            case RATE_LIMITED -> {
                response.putHeader("Retry-After", Integer.toString(fault.retryAfterSeconds()));
                refuse(response, TOO_MANY_REQUESTS, "rate_limit_exceeded", "too many requests");
            }
            case ERROR -> later(latencyMs, () -> refuse(response, SERVER_ERROR, "server_error", "simulated failure"));
            case GARBAGE -> later(latencyMs, () -> garbage(response));
            case HALF_BODY -> later(latencyMs, () -> half(request, call));
            case NEVER -> {} // and the connection stays open
            case DOWN -> request.connection().close();
        }
    }

    private void answer(HttpServerResponse response, ChatCall call) {
        if (response.closed()) {
            return;
        }
        counts.answered(call.model());
        response.putHeader("Content-Type", JSON).end(Buffer.buffer(body(call)));
    }

    private static void garbage(HttpServerResponse response) {
        if (!response.closed()) {
            response.putHeader("Content-Type", JSON).end("<html>simulated garbage");
        }
    }

    private void half(HttpServerRequest request, ChatCall call) {
        byte[] body = body(call);
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.putHeader("Content-Type", JSON).putHeader("Content-Length", Integer.toString(body.length));
        response.write(Buffer.buffer(body).getBuffer(0, body.length / 2))
                .onComplete(written -> request.connection().close());
    }

    private byte[] body(ChatCall call) {
        Phrasing.Completion completion = simulation.isJudge(call.model())
                ? simulation.judge(call.model(), call.prompt(), call.text())
                : simulation.answer(call.model(), call.prompt());
        return ChatReply.of(call, completion, started);
    }

    private void later(int milliseconds, Runnable action) {
        if (milliseconds == 0) {
            action.run();
        } else {
            vertx.setTimer(milliseconds, timer -> action.run());
        }
    }

    private static void refuse(HttpServerResponse response, int status, String code, String message) {
        if (!response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", JSON)
                    .end("{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + code + "\",\"code\":\"" + code
                            + "\"}}");
        }
    }
}
