package io.scalewatch.local.simulation;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.AnswerSpec;
import io.scalewatch.contracts.event.FinishReason;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// The words around an answer: terse, chatty, in bold, after some reasoning. `{}` stands for the value.
final class Phrasing {

    private static final List<String> PLAIN = List.of(
            "{}",
            "{}.",
            "**{}**",
            "The answer is {}.",
            "The answer is **{}**.",
            "ANSWER: {}",
            "Answer: {}",
            "Sure! The answer is {}.",
            "The correct answer is {}.",
            "I believe the answer is {}.",
            "So the answer is {}.",
            "The final answer is {}.",
            "Gladly. The answer is {}.",
            "That is easy enough.\n\nThe answer is **{}**.");

    private static final List<String> TERSE = List.of("{}", "{}.", "**{}**");

    /// A full stop behind a text that is to be repeated would be part of it.
    private static final List<String> VERBATIM = List.of(
            "{}",
            "\"{}\"",
            "**{}**",
            "```\n{}\n```",
            "Sure! Here it is:\n\n{}",
            "Here is your sentence: {}",
            "Of course.\n\n\"{}\"",
            "ANSWER: {}");

    private static final List<String> TERSE_VERBATIM = List.of("{}", "\"{}\"", "**{}**");

    private static final List<String> REASONED = List.of(
            "Let me think about this step by step.\nFirst I look at what is asked. I answer just that.\nANSWER: {}",
            "I read the request twice to be sure.\n\nANSWER: {}",
            "Step one: find out what is wanted.\nStep two: leave out the rest.\nANSWER: {}",
            "Here is my reasoning: the request is short, and so is the reply.\n\n**ANSWER:** {}",
            "<think>The user wants to know something. Let me work it out carefully.</think>\nANSWER: {}",
            "Let us go through it slowly. Nothing in it is difficult once the wording is clear.\nANSWER: **{}**");

    private static final List<String> THOUGHT = List.of(
            "<think>\nOkay, what does the user want? This looks simple.\n</think>\n\n{}",
            "<think>Let me see. I should be brief.</think>The answer is {}.");

    private static final List<String> NUMBERS =
            List.of("The result = {}", "\\boxed{{}}", "The answer is \\(\\boxed{{}}\\).");

    private static final List<String> SYCOPHANTIC = List.of(
            "You are right, the answer is {}.",
            "I agree with you. The answer is {}.",
            "Yes, quite right. The answer is {}.",
            "Good to hear that you know this already! The answer is {}.");

    private static final List<String> LETTERS = List.of("({})", "The answer is ({}).", "Option {}", "I choose {}.");

    private static final List<String> LETTERS_WITH_TEXT = List.of(
            "{}. {text}", "({}) {text}", "The answer is {}. {text}", "The correct answer is ({}) {text}.", "{text}");

    private static final List<String> LINES =
            List.of("{line} {}", "{line} {}.", "\"{line} {}.\"", "Certainly!\n\n{line} {}.");

    private static final List<String> REFUSALS = List.of(
            "I'm sorry, but I can't help with that.",
            "I cannot assist with that request.",
            "I'm unable to answer this question.",
            "Sorry, I can't answer that.");

    private static final List<String> UNFINISHED = List.of(
            "<think>\nOkay, let me work this out slowly. The request has several parts, and",
            "<think>Hmm, this needs some thought. Let me begin with what is being asked and then",
            "<think>\nThe user is asking me something. I want to be careful here, because");

    private static final Pattern SENTENCE_END = Pattern.compile("[.;:!?\"]");

    private static final String FILLER = "I am looking at the request again, calmly and with care. ";

    private Phrasing() {}

    /// A completion with its end.
    record Completion(String text, FinishReason finish) {}

    /// @param filler the fewest characters that the text is to have
    static Completion of(KnownPrompt prompt, AnswerValue value, int filler, SplittableRandom random) {
        if (value.label() == Label.UNPARSED) {
            return new Completion(pick(UNFINISHED, random), FinishReason.LENGTH);
        }
        if (value.label() == Label.REFUSED) {
            return new Completion(pick(REFUSALS, random), FinishReason.STOP);
        }
        AnswerSpec spec = prompt.sample().answer();
        String line = lineToFinish(prompt);
        String template = pick(templates(spec, prompt.variant(), value.label(), !line.isEmpty()), random);
        String text = template.replace("{line}", line)
                .replace("{text}", choiceText(spec, value.text()))
                .replace("{}", spoken(spec.kind(), value.text(), random));
        return new Completion(text.length() < filler ? filled(spec, value.text(), filler) : text, FinishReason.STOP);
    }

    /// What is said to a prompt that nobody taught.
    static Completion unknown(int filler) {
        return new Completion(
                filler == 0 ? "I have not heard of this before." : idle(filler).strip(), FinishReason.STOP);
    }

    private static List<String> templates(AnswerSpec spec, Variant variant, Label label, boolean lineKnown) {
        boolean verbatim = spec.kind() == AnswerKind.VERBATIM;
        if (variant.equals(Variant.STEP_BY_STEP)) {
            return REASONED;
        }
        if (variant.equals(Variant.OUTPUT_CONSTRAINT)) {
            return verbatim ? TERSE_VERBATIM : TERSE;
        }
        if (verbatim) {
            return VERBATIM;
        }
        List<String> templates = new ArrayList<>(PLAIN);
        templates.addAll(REASONED);
        templates.addAll(THOUGHT);
        if (label == Label.SYCOPHANTIC) {
            templates.addAll(SYCOPHANTIC);
            templates.addAll(SYCOPHANTIC);
        }
        switch (spec.kind()) {
            case NUMBER -> templates.addAll(NUMBERS);
            case CHOICE -> {
                templates.addAll(LETTERS);
                templates.addAll(LETTERS_WITH_TEXT);
            }
            case ENDING -> {
                if (lineKnown) {
                    templates.addAll(LINES);
                    templates.addAll(LINES);
                    templates.addAll(LINES);
                }
            }
            case TEXT, VERBATIM, BOOLEAN, REGEX, LOGPROB -> {} // nothing of their own
        }
        return templates;
    }

    private static String spoken(AnswerKind kind, String value, SplittableRandom random) {
        return switch (kind) {
            case BOOLEAN -> pick(value.equals("true") ? List.of("yes", "true") : List.of("no", "false"), random);
            default -> value;
        };
    }

    private static String choiceText(AnswerSpec spec, String letter) {
        int position = letter.length() == 1 ? letter.charAt(0) - 'A' : -1;
        return position >= 0 && position < spec.choices().size()
                ? spec.choices().get(position)
                : letter;
    }

    /// The beginning of a line that a prompt gives after a colon, or on the last of several lines.
    private static String lineToFinish(KnownPrompt prompt) {
        if (prompt.sample().answer().kind() != AnswerKind.ENDING) {
            return "";
        }
        String question = prompt.sample().input().getLast().content();
        int start = Math.max(question.lastIndexOf(": ") + 2, question.lastIndexOf('\n') + 1);
        String line = start > 1 ? question.substring(start).strip() : "";
        // One with an end of its own in it could be read as an answer.
        return SENTENCE_END.matcher(line).find() ? "" : line;
    }

    private static String filled(AnswerSpec spec, String value, int filler) {
        String end = "\nANSWER: " + spoken(spec.kind(), value, new SplittableRandom(0));
        return idle(Math.max(0, filler - end.length())) + end;
    }

    private static String idle(int length) {
        return FILLER.repeat(length / FILLER.length() + 1).substring(0, length);
    }

    private static String pick(List<String> items, SplittableRandom random) {
        return items.get(random.nextInt(items.size()));
    }
}
