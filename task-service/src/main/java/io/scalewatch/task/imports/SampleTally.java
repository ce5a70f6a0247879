package io.scalewatch.task.imports;

import io.scalewatch.contracts.event.AnswerKind;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.task.catalogue.Dial;
import io.scalewatch.task.catalogue.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts the samples of a file, and finds what its author should be told.
final class SampleTally {

    /// Below it a rate's 95 % interval may be wider than 20 points.
    private static final int FEW = 100;

    private static final int MOST_DIALS = 16;

    private final ImportOptions options;
    private final Map<AnswerKind, Integer> kinds = new EnumMap<>(AnswerKind.class);
    private final Map<Label, Integer> labelled = new EnumMap<>(Label.class);
    private final Map<String, Dial> dials = new TreeMap<>();
    /// Of rows of our own alone: in the other formats every sample that is no control has a group of its own.
    private final SeenTexts groups = new SeenTexts();

    private List<String> firstTargets = List.of();
    private boolean sameTargets = true;
    private AnswerKind first;
    private int samples;
    private int heldOut;
    private int controls;
    private int withoutTarget;

    SampleTally(ImportOptions options) {
        this.options = options;
        options.manifest().dials().forEach(dial -> dials.put(dial.name(), dial));
    }

    int samples() {
        return samples;
    }

    int heldOut() {
        return heldOut;
    }

    void add(Sample sample, boolean isHeldOut) throws RowException {
        for (String name : sample.dials().keySet()) {
            dials.computeIfAbsent(name, dial -> new Dial(dial, "of the file"));
        }
        if (dials.size() > MOST_DIALS) {
            throw new RowException("the file has more than " + MOST_DIALS + " dials");
        }
        if (isHeldOut) {
            heldOut++;
            return;
        }
        first = first == null ? sample.answer().kind() : first;
        samples++;
        controls += sample.control() ? 1 : 0;
        kinds.merge(sample.answer().kind(), 1, Integer::sum);
        sample.answer().labels().keySet().forEach(label -> labelled.merge(label, 1, Integer::sum));
        if (options.format() == TaskFormat.SCALEWATCH) {
            groups.see(List.of(sample.group()), samples);
        }
        firstTargets = samples == 1 ? sample.answer().targets() : firstTargets;
        sameTargets &= firstTargets.equals(sample.answer().targets());
        withoutTarget += sample.answer().targets().isEmpty() ? 1 : 0;
    }

    /// @param remarks what the format says of it
    TaskProfile profile(List<String> remarks) {
        TaskManifest manifest = options.manifest();
        return new TaskProfile(
                options.task(),
                options.format(),
                manifest.mechanism(),
                manifest.description().orElseGet(() -> RowFormat.description(options.format())),
                first,
                List.copyOf(labelled.keySet()),
                List.copyOf(dials.values()),
                manifest.variants(),
                manifest.generation(),
                samples,
                heldOut,
                controls,
                options.format() == TaskFormat.SCALEWATCH ? groups.size() : samples - controls,
                kinds,
                labelled,
                warnings(remarks));
    }

    private List<String> warnings(List<String> remarks) {
        List<String> warnings = new ArrayList<>(options.manifest().warnings());
        warnings.addAll(remarks);
        if (kinds.containsKey(AnswerKind.LOGPROB)) {
            warnings.add("the answers of " + kinds.get(AnswerKind.LOGPROB) + " samples are compared by log-probability:"
                    + " the endpoints of a run of the task must declare that they tell them");
        }
        if (kinds.size() > 1) {
            warnings.add("answers are of several kinds: " + kinds);
        }
        if (withoutTarget == samples) {
            warnings.add("no sample has a right answer: look at the rates of the labels, accuracy is always 0");
        } else if (withoutTarget > 0) {
            warnings.add(withoutTarget + " samples have no right answer");
        } else if (samples > 1 && sameTargets) {
            warnings.add("all samples have the same right answer: a model that always gives it is always right");
        }
        if (labelled.isEmpty()) {
            warnings.add("no sample names a wrong answer: all of them will be labelled OTHER_WRONG");
        }
        if (controls == samples) {
            warnings.add("every sample is a control");
        }
        if (samples < FEW) {
            warnings.add("there are only " + samples + " samples: a rate's interval will be wide");
        }
        return warnings;
    }
}
