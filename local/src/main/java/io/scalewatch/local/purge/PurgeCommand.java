package io.scalewatch.local.purge;

import io.scalewatch.local.CommandException;
import io.scalewatch.local.stack.KafkaOption;
import io.scalewatch.local.text.Columns;
import io.scalewatch.local.text.Times;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Deletes prompts, completions and answers from Kafka.
@Command(
        name = "purge",
        description = "Deletes prompts, completions and what was extracted of them from Kafka, for good. Without --yes"
                + " it only says what would go. Curves, counts and alerts stay; runs can no longer be scored again or"
                + " judged. Kafka deletes a partition from its beginning: with a run goes what is older than its end.",
        mixinStandardHelpOptions = true)
public final class PurgeCommand implements Callable<Integer> {

    private static final List<String> HEADER = List.of("topic", "records", "of others", "not read yet");

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(names = "--yes", description = "Delete it.")
    private boolean yes;

    static final class What {

        @Option(
                names = "--run",
                paramLabel = "ID",
                required = true,
                description = "What one run asked and was answered.")
        private Optional<UUID> run = Optional.empty();

        @Option(
                names = "--older-than",
                paramLabel = "TIME",
                required = true,
                description = "What was written longer ago, for example 7d or 12h.")
        private Optional<String> olderThan = Optional.empty();

        @Option(names = "--all", required = true, description = "Everything.")
        private boolean all;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Scope scope = scope();
        PrintWriter out = command.commandLine().getOut();
        try (Purge purge = new Purge(kafka.settings())) {
            List<Purge.Part> plan = purge.plan(scope);
            Columns.lines(HEADER, plan.stream().map(PurgeCommand::columns).toList())
                    .forEach(out::println);
            out.println();
            if (!yes) {
                out.println("Nothing is deleted. With --yes it would be, for good.");
                return 0;
            }
            purge.carryOut(plan);
            out.println("Deleted. Nobody can read it any more; the files go as Kafka closes them.");
            long unread = plan.stream().mapToLong(Purge.Part::unread).sum();
            if (unread > 0) {
                throw new CommandException(
                        unread + " records stay that are not read yet: purge again when the services have read them");
            }
            return 0;
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CommandException(
                    "nothing can be purged: " + cause.getMessage() + "; --kafka names another cluster");
        }
    }

    private Scope scope() {
        if (what.run.isPresent()) {
            return new Scope.OfRun(what.run.get());
        }
        return what.olderThan
                .<Scope>map(text -> new Scope.Before(Clock.systemUTC().instant().minus(duration(text))))
                .orElseGet(Scope.All::new);
    }

    private static Duration duration(String text) {
        return Times.parse(text)
                .orElseThrow(() -> new CommandException("--older-than takes a time like 7d, 12h or 30m"));
    }

    private static List<String> columns(Purge.Part part) {
        return List.of(
                part.topic(),
                String.format(Locale.ROOT, "%,d", part.records()),
                String.format(Locale.ROOT, "%,d", part.others()),
                String.format(Locale.ROOT, "%,d", part.unread()));
    }
}
