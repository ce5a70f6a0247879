package io.scalewatch.local.label;

import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Message;
import io.scalewatch.scoring.extraction.Extraction;
import io.scalewatch.scoring.extraction.VerdictReader;
import io.scalewatch.task.judging.JudgeQuestion;
import io.scalewatch.task.judging.JudgingPrompt;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Asks a judge about labelled lines, in the wording of a judge run, and keeps how far it agrees with the rules and
/// with the labels of people.
final class JudgedLines {

    private static final JudgeQuestion ASKS = JudgeQuestion.CORRECTNESS;

    private final JudgeClient client;
    /// Younger than what is judged, so that no line can know its fence.
    private final UUID seed = UUID.randomUUID();
    private final Agreement judgeAndRules = new Agreement("rules", "judge");
    private final Agreement judgeAndPeople = new Agreement("people", "judge");
    private final Agreement rulesAndPeople = new Agreement("people", "rules");
    private long asked;
    private long withoutVerdict;

    JudgedLines(JudgeClient client) {
        this.client = client;
    }

    /// @return the line with the rules' label and the judge's
    String judge(LabelledLine line) throws LineException {
        Optional<Label> expected = line.expected();
        Map<String, Label> verdicts = ASKS.verdicts(line.spec());
        JudgeClient.Reply reply = client.ask(JudgingPrompt.of(
                ASKS,
                line.question().map(Message::user).stream().toList(),
                line.spec(),
                line.completion(),
                seed + "/" + asked++));
        expected.ifPresent(label -> rulesAndPeople.add(label, line.label()));
        return switch (new VerdictReader(verdicts.keySet()).read(reply.text(), reply.finish())) {
            case Extraction.Found found -> {
                Label judged = verdicts.get(found.value());
                judgeAndRules.add(line.label(), judged);
                expected.ifPresent(label -> judgeAndPeople.add(label, judged));
                yield line.json(Map.of("judged", judged.name()));
            }
            case Extraction.Refused refused -> without(line, "declined");
            case Extraction.Nothing nothing -> without(line, nothing.why().text());
        };
    }

    /// No verdict agrees or disagrees with nothing: it is counted apart.
    private String without(LabelledLine line, String why) throws LineException {
        withoutVerdict++;
        return line.json(Map.of("notJudged", why));
    }

    /// For people.
    String report() {
        StringBuilder report = new StringBuilder();
        report.append(String.format(
                Locale.ROOT,
                "%nJudge: %s, wording %s. Asked about %d, no verdict on %d.%n",
                client.model(),
                JudgingPrompt.version(ASKS),
                asked,
                withoutVerdict));
        for (Agreement agreement : List.of(judgeAndRules, judgeAndPeople, rulesAndPeople)) {
            if (!agreement.isEmpty()) {
                report.append(agreement.report());
            }
        }
        return report.toString();
    }
}
