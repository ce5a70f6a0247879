package io.scalewatch.local.fit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.scalewatch.contracts.codec.Json;
import io.scalewatch.local.CommandException;
import io.scalewatch.local.fit.TableException.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Classifies the curves of a CSV file with the methods of the analysis, without a stack.
@Command(
        name = "fit",
        description = "Classifies the curves of a CSV file, offline: shape, p-values and e-values, a row a curve.",
        footer = {
            "",
            "The file's first line names its columns, in any order: curve, family, task, parameters, correct, trials.",
            "Other columns are ignored. Each further line is one size of one curve."
        },
        mixinStandardHelpOptions = true)
public final class FitCommand implements Callable<Integer> {

    private static final int PROBLEMS_SHOWN = 20;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE.csv", description = "The table of curves.")
    private Path file;

    @Option(names = "--json", description = "Print a JSON array, an object a curve.")
    private boolean json;

    @Option(
            names = "--forms",
            description =
                    "Fit the forms of papers instead, with intervals of their parameters: power laws, a sigmoid, a"
                            + " quadratic logit, with 9 sizes a broken power law.")
    private boolean forms;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        if (forms) {
            List<FormReport.CurveForms> curves =
                    table().curves().stream().map(FormReport.CurveForms::of).toList();
            out.print(json ? json(curves) : FormReport.of(curves));
            out.flush();
            return 0;
        }
        List<FittedCurve> curves =
                table().curves().stream().map(FittedCurve::of).toList();
        out.print(json ? json(curves) : CurveReport.of(curves));
        out.flush();
        return 0;
    }

    private CurveTable table() {
        try {
            return CurveTable.parse(text());
        } catch (TableException e) {
            throw new CommandException(describe(e.problems()));
        }
    }

    private String text() {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CommandException(file + " is no file that can be read: name a CSV file");
        }
        try {
            // Names in another encoding come out garbled; the numbers are what counts.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(file + " can't be read: " + e);
        }
    }

    private String describe(List<Problem> problems) {
        String shown = problems.stream()
                .limit(PROBLEMS_SHOWN)
                .map(problem -> "%s:%d: %s; %s".formatted(file, problem.line(), problem.reason(), problem.remedy()))
                .collect(Collectors.joining(System.lineSeparator()));
        int more = problems.size() - PROBLEMS_SHOWN;
        return more <= 0 ? shown : shown + System.lineSeparator() + "and " + more + " more like these";
    }

    private static String json(List<?> curves) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(curves) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names are always JSON", e);
        }
    }
}
