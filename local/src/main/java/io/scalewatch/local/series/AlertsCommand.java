package io.scalewatch.local.series;

import io.scalewatch.analysis.api.AlertView;
import io.scalewatch.analysis.handling.AlertHandling;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.contracts.event.ScalingAlert;
import io.scalewatch.local.rest.AnalysisServiceOption;
import io.scalewatch.local.rest.JsonService;
import io.scalewatch.local.rest.ServiceUnreachableException;
import io.scalewatch.local.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists alerts, and tells of new ones.
@Command(
        name = "alerts",
        description = {
            "Shows what was found to have turned the wrong way, each with its identity; and what people have done"
                    + " with it.",
            "Without a command it lists."
        },
        subcommands = {AlertAckCommand.class, AlertMuteCommand.class, AlertUnmuteCommand.class, AlertNoteCommand.class},
        mixinStandardHelpOptions = true)
public final class AlertsCommand implements Callable<Integer> {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    @Spec
    private CommandSpec command;

    @Mixin
    private AnalysisServiceOption analysis = new AnalysisServiceOption();

    @Option(names = "--all", description = "Those that are resolved or superseded, too.")
    private boolean all;

    @Option(names = "--family", paramLabel = "NAME", description = "Of this family alone.")
    private Optional<String> family = Optional.empty();

    @Option(
            names = "--follow",
            description = "Go on, and print each alert when it is raised, updated, resolved or superseded. Ctrl-C ends"
                    + " it.")
    private boolean follow;

    @Option(names = "--json", description = "Print JSON: a list, or with --follow an alert a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        try (JsonService service = analysis.service()) {
            if (follow) {
                follow(service, out);
                return 0;
            }
            List<AlertView> alerts = alerts(service, all);
            if (json) {
                out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(alerts));
            } else if (alerts.isEmpty()) {
                out.println(all ? "No alerts." : "No open alerts.");
            } else {
                alerts.reversed().forEach(alert -> out.println(line(alert)));
            }
        }
        return 0;
    }

    /// What is open first, and then what changes: the end of an alert is news, too.
    private void follow(JsonService service, PrintWriter out) throws IOException, InterruptedException {
        Map<String, Integer> told = new HashMap<>();
        boolean first = true;
        boolean away = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                for (AlertView view : alerts(service, true).reversed()) {
                    ScalingAlert alert = view.alert();
                    Integer before = told.put(alert.alertId(), alert.sequence());
                    boolean news = before == null ? !first || isOpen(alert) : before < alert.sequence();
                    if (news) {
                        out.println(json ? Json.mapper().writeValueAsString(view) : line(view));
                        out.flush();
                    }
                }
                first = false;
                away = false;
            } catch (ServiceUnreachableException e) {
                if (first) {
                    throw e;
                }
                // It may only be starting again: what happens meanwhile is told when it is back.
                if (!away) {
                    command.commandLine().getErr().println("scalewatch: " + e.getMessage());
                }
                away = true;
            }
            Thread.sleep(LOOK_INTERVAL);
        }
    }

    private static boolean isOpen(ScalingAlert alert) {
        return switch (alert.status()) {
            case RAISED, UPDATED -> true;
            case RESOLVED, SUPERSEDED -> false;
        };
    }

    private List<AlertView> alerts(JsonService service, boolean ended) {
        return List.of(service.get("/api/alerts?status=" + (ended ? "all" : "open"), AlertView[].class)).stream()
                .filter(view ->
                        family.map(view.alert().series().family()::equals).orElse(true))
                .toList();
    }

    static String line(AlertView view) {
        ScalingAlert alert = view.alert();
        // The words are of models, and of people that nobody has asked who they are.
        return Printable.line("%s  %s  %s  %s  %s%s"
                .formatted(
                        alert.at(),
                        alert.alertId(),
                        alert.status().name().toLowerCase(Locale.ROOT),
                        alert.kind(),
                        alert.summary(),
                        handling(view.handling())));
    }

    private static String handling(AlertHandling handling) {
        String known = handling.acknowledged()
                .map(remark -> "; acknowledged by " + remark.by())
                .orElse("");
        return known
                + handling.muted()
                        .map(mute -> "; muted "
                                + mute.until().map(end -> "until " + end).orElse("for good") + " by " + mute.by())
                        .orElse("");
    }
}
