package io.scalewatch.local.deadletters;

import io.scalewatch.local.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows one dead letter.
@Command(
        name = "show",
        description = "Shows one: its headers, why it could not be read, and on request its content.",
        mixinStandardHelpOptions = true)
final class DlqShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ChosenRecord chosen = new ChosenRecord();

    @Option(
            names = "--content",
            description = "Its value, too, as UTF-8 text: it may hold a prompt or a completion. Control characters are"
                    + " shown as ?.")
    private boolean content;

    @Override
    public Integer call() throws IOException {
        DeadRecord record = chosen.read();
        PrintWriter out = command.commandLine().getOut();
        out.println("reason     " + Printable.line(record.reason()));
        out.println("came from  " + record.topic() + " " + record.from());
        out.println("when       " + record.time());
        out.println("bytes      " + record.bytes());
        for (Header header : record.raw().headers()) {
            if (header.key().startsWith("ce_")) {
                out.println(header.key() + "  " + Printable.of(new String(header.value(), StandardCharsets.UTF_8)));
            }
        }
        record.stack().lines().map(Printable::of).forEach(out::println);
        if (content && record.raw().value() != null) {
            out.println();
            out.println(Printable.of(new String(record.raw().value(), StandardCharsets.UTF_8)));
        }
        return 0;
    }
}
