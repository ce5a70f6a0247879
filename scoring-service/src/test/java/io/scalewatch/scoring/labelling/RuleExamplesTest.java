package io.scalewatch.scoring.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every rule finds what it is there for: each example gets its label by the rule that is named beside it.
class RuleExamplesTest {

    private static final List<Group> EXAMPLES = read();

    record Group(
            String sample,
            AnswerKind kind,
            List<String> targets,
            List<String> choices,
            Map<Label, List<String>> labels,
            List<List<String>> completions) {

        AnswerSpec spec() {
            return new AnswerSpec(kind, targets, choices, labels, Optional.empty());
        }
    }

    @TestFactory
    Stream<DynamicTest> labelsAsAReaderDoes() {
        return EXAMPLES.stream()
                .flatMap(group -> group.completions().stream()
                        .map(row -> DynamicTest.dynamicTest(group.kind() + ": " + row.get(2), () -> {
                            Optional<FinishReason> finish =
                                    Optional.of(row.size() > 3 ? FinishReason.valueOf(row.get(3)) : FinishReason.STOP);

                            Verdict verdict = new CompletionLabeller().label(group.spec(), row.get(2), finish);

                            String found = verdict.rule().or(verdict::why).orElse("");
                            assertThat(verdict.label() + " by " + found).isEqualTo(row.get(0) + " by " + row.get(1));
                            verdict.span()
                                    .ifPresent(span -> assertThat(span.end())
                                            .isLessThanOrEqualTo(row.get(2).length()));
                        })));
    }

    @Test
    void holdsEnoughOfEveryLabelAndKind() {
        List<String> labels = new ArrayList<>();
        EXAMPLES.forEach(group -> group.completions().forEach(row -> labels.add(row.get(0))));

        assertThat(labels).hasSizeGreaterThanOrEqualTo(200);
        assertThat(labels)
                .contains(Arrays.stream(Label.values()).map(Enum::name).toArray(String[]::new));
    }

    private static List<Group> read() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        String examples = "/io/scalewatch/scoring/rule-examples.yaml";
        try (InputStream in = RuleExamplesTest.class.getResourceAsStream(examples)) {
            return Arrays.asList(yaml.readValue(in, Group[].class));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
