package io.scalewatch.local.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FitCommandTest {

    private static final String HEADER = "curve,family,task,parameters,correct,trials\n";

    @TempDir
    private Path folder;

    private record Outcome(int status, String out, String err) {}

    private Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new FitCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                // As the command line's root does.
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println("scalewatch: " + exception.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
        int status = line.execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("table.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void showsTheFormsOfPapers() throws IOException {
        StringBuilder table = new StringBuilder(HEADER);
        int[] correct = {905, 790, 655, 500, 360};
        for (int i = 0; i < correct.length; i++) {
            table.append("falling,f,t,%d,%d,1000%n".formatted((long) Math.pow(10, 7 + i), correct[i]));
        }
        String path = file(table.toString()).toString();
        JsonNode forms = json(run(path, "--forms", "--json")).get(0).get("forms");
        assertThat(forms.get("fitted"))
                .extracting(form -> form.get("form").asText())
                .containsExactlyInAnyOrder("growing-error", "falling-accuracy", "sigmoid", "quadratic-logit");
        assertThat(forms.get("omitted"))
                .extracting(form -> form.get("form").asText())
                .containsExactlyInAnyOrder("falling-error", "broken-power-law");
        JsonNode alpha = forms.get("fitted").get(0).get("parameters").get(1);
        assertThat(alpha.get("lower").asDouble()).isLessThan(alpha.get("value").asDouble());
        assertThat(run(path, "--forms").out())
                .startsWith("falling")
                .contains("  falling-error: the error does not fall", "nothing is decided", "C0 = ");
    }

    private static JsonNode json(Outcome outcome) throws IOException {
        return Json.mapper().readTree(outcome.out());
    }

    private static Path reference() throws Exception {
        return Path.of(FitCommandTest.class.getResource("/fit/curves.csv").toURI());
    }

    @Test
    void classifiesEveryReferenceCurveAsAReaderDoes() throws Exception {
        // Given
        Map<String, Set<String>> acceptable = new HashMap<>();
        for (String line : Files.readAllLines(reference())) {
            String[] cells = line.split(",");
            acceptable.put(cells[0], new HashSet<>(Arrays.asList(cells[6].split("\\|"))));
        }
        acceptable.remove("curve");

        // When
        Outcome outcome = run(reference().toString(), "--json");

        // Then
        assertThat(outcome.status()).isZero();
        JsonNode curves = json(outcome);
        assertThat(curves).hasSize(acceptable.size()).hasSize(14);
        for (JsonNode curve : curves) {
            assertThat(acceptable.get(curve.get("curve").asText()))
                    .as(curve.get("curve").asText())
                    .contains(curve.get("shape").asText());
        }
    }

    @Test
    void jsonTellsWhatTheShapeRestsOn() throws Exception {
        JsonNode curve = StreamSupport.stream(
                        json(run("--json", reference().toString())).spliterator(), false)
                .filter(node -> node.get("curve").asText().equals("gpt3-scope-neglect-1shot"))
                .findFirst()
                .orElseThrow();

        assertThat(curve.get("family").asText()).isEqualTo("gpt-3");
        assertThat(curve.get("task").asText()).isEqualTo("scope-neglect 1-shot");
        assertThat(curve.get("trials").asText()).isEqualTo("independent trials assumed");
        assertThat(curve.get("points")).hasSize(4);
        assertThat(curve.get("points").get(2).get("parameters").asLong()).isEqualTo(6_700_000_000L);
        assertThat(curve.get("points").get(2).get("accuracy").asDouble()).isEqualTo(538 / 1320.0);
        assertThat(curve.get("peakP").asDouble()).isLessThan(0.01);
        assertThat(curve.get("valleyP").asDouble()).isGreaterThan(0.5);
        assertThat(curve.get("eInverse").asDouble())
                .isEqualTo(Math.exp(curve.get("logEInverse").asDouble()));
        assertThat(curve.get("ePositive").isNumber()).isTrue();
        assertThat(curve.get("change").get("interval").get("lower").isNumber()).isTrue();
        assertThat(curve.get("bic").has("linear")).isTrue();
    }

    @Test
    void jsonHasNoInfinityHoweverLargeTheEvidence() throws Exception {
        Path file = file(HEADER + """
                c,f,t,1000000,1000000000,1000000000
                c,f,t,10000000,500000000,1000000000
                c,f,t,100000000,0,1000000000
                """);

        JsonNode curve = json(run("--json", file.toString())).get(0);

        assertThat(curve.get("shape").asText()).isEqualTo("INVERSE");
        assertThat(curve.get("eInverse").asDouble()).isEqualTo(Double.MAX_VALUE);
        assertThat(curve.get("logEInverse").asDouble()).isGreaterThan(1000);
    }

    @Test
    void printsAnAlignedTable() throws Exception {
        Outcome outcome = run(reference().toString());

        List<String> lines = outcome.out().lines().toList();
        assertThat(outcome.status()).isZero();
        assertThat(lines.getFirst()).matches("curve +sizes +accuracy +change .* shape +p\\(peak\\) .*");
        int shape = lines.getFirst().indexOf("shape");
        String memoTrap = lines.stream()
                .filter(line -> line.startsWith("pythia-memo-trap"))
                .findFirst()
                .orElseThrow();
        assertThat(memoTrap).contains("8: 70M -> 12B", "87.3 % -> 65.6 %", "INVERSE");
        assertThat(memoTrap.indexOf("INVERSE")).isEqualTo(shape);
        assertThat(outcome.out()).contains("independent trials assumed").contains("EMERGENT (abrupt)");
    }

    @Test
    void columnsMayComeInAnyOrderAmongOthersAndInQuotes() throws Exception {
        Path file = file("\uFEFFtrials,note,Correct, \"parameters\" ,task,family,curve\r\n"
                + "100,\"a, \"\"b\"\"\nc\",90,1e9,\"t, 1\",f,one\r\n"
                + "\r\n"
                + "100,,50,10000000000,\"t, 1\",f,one\r\n"
                + "100,,10,100000000000.0,\"t, 1\",f,one");

        JsonNode curves = json(run(file.toString(), "--json"));

        assertThat(curves).hasSize(1);
        assertThat(curves.get(0).get("task").asText()).isEqualTo("t, 1");
        assertThat(curves.get(0).get("shape").asText()).isEqualTo("INVERSE");
        assertThat(curves.get(0).get("points").get(0).get("parameters").asLong())
                .isEqualTo(1_000_000_000L);
    }

    @Test
    void rowsOfACurveMayComeInAnyOrder() {
        String sorted = run(
                        file(HEADER + "c,f,t,1,9,10\nc,f,t,2,8,10\nc,f,t,3,1,10\n")
                                .toString(),
                        "--json")
                .out();
        String shuffled = run(
                        file(HEADER + "c,f,t,3,1,10\nc,f,t,1,9,10\nc,f,t,2,8,10\n")
                                .toString(),
                        "--json")
                .out();

        assertThat(shuffled).isEqualTo(sorted).contains("INSUFFICIENT");
    }

    @Test
    void aSingleSizeIsInsufficientInBothForms() throws Exception {
        Path file = file(HEADER + "c,f,t,1000,0,50\n");

        assertThat(json(run(file.toString(), "--json")).get(0).get("shape").asText())
                .isEqualTo("INSUFFICIENT");
        assertThat(run(file.toString()).out()).contains("1: 1k -> 1k", "INSUFFICIENT");
    }

    @Test
    void namesEveryBadRowWithReasonAndRemedy() {
        Path file = file(HEADER
                + "c,f,t,70000000,817,936\n"
                + "c,f,t,70M,817,936\n"
                + "c,f,t,0,817,936\n"
                + "c,f,t,160000000,937,936\n"
                + "c,f,t,70000000,1,936\n"
                + "c,f,t,410000000,1.5,936\n"
                + "c,f,t,410000000,1\n"
                + "c,f,t,410000000,-1,936\n"
                + "c,f,t,410000000,0,0\n"
                + ",f,t,410000000,1,2\n"
                + "c,other,t,410000000,1,2\n"
                + "c,f,t,410000000,,2\n");

        Outcome outcome = run(file.toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(file + ":3: parameters is no number: 70M; ")
                .contains(file + ":4: parameters must be positive, not 0; ")
                .contains(file + ":5: correct is 937, more than the 936 trials; ")
                .contains(file + ":6: the curve c has the size 70000000 already, in line 2; ")
                .contains(file + ":7: correct is no whole number in range: 1.5; ")
                .contains(file + ":8: the row has 5 cells, the header 6; ")
                .contains(file + ":9: correct must not be negative, but is -1; ")
                .contains(file + ":10: trials must be positive, not 0; ")
                .contains(file + ":11: curve is empty; ")
                .contains(file + ":12: the curve c is of f on t before, and of other on t here; ")
                .contains(file + ":13: correct is empty; ");
        assertThat(outcome.err().lines()).hasSize(11);
    }

    @Test
    void aLongListOfProblemsIsCut() {
        Outcome outcome = run(file(HEADER + "c,f,t,x,1,2\n".repeat(100)).toString());

        assertThat(outcome.err().lines()).hasSize(21).last().isEqualTo("and 80 more like these");
    }

    @Test
    void saysWhatIsWrongWithTheWholeFile() {
        assertThat(run(file("").toString())).satisfies(o -> assertFailed(o, ":1: the file is empty; "));
        assertThat(run(file(HEADER).toString())).satisfies(o -> assertFailed(o, ":1: no row follows the header; "));
        assertThat(run(file("curve,family,parameters,correct\nc,f,1,1\n").toString()))
                .satisfies(o -> assertFailed(o, ":1: the columns task, trials are missing; "));
        assertThat(run(file("curve,family,task,parameters,correct,trials,trials\n")
                        .toString()))
                .satisfies(o -> assertFailed(o, ":1: the column trials is there twice; "));
        assertThat(run(file(HEADER + "\"c,f,t,1,1,2\n").toString()))
                .satisfies(o -> assertFailed(o, ":2: a quote is opened and never closed; "));
        assertThat(run(file(HEADER + "\"c\"d,f,t,1,1,2\n").toString()))
                .satisfies(o -> assertFailed(o, ":2: text follows a closing quote; "));
        assertThat(run(folder.resolve("absent.csv").toString()))
                .satisfies(o -> assertFailed(o, "absent.csv is no file that can be read: "));
        assertThat(run(folder.toString())).satisfies(o -> assertFailed(o, "is no file that can be read: "));
        assertThat(run(file(HEADER + "c,f,t,1e999999999,1,2\n").toString()))
                .satisfies(o -> assertFailed(o, ":2: parameters is no whole number in range: 1e999999999; "));
    }

    private static void assertFailed(Outcome outcome, String message) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message);
    }
}
