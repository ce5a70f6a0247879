package io.scalewatch.local.simulation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.scalewatch.contracts.event.Label;
import io.scalewatch.contracts.event.Names;
import io.scalewatch.contracts.event.Shape;
import io.scalewatch.task.catalogue.BuiltInTasks;
import io.scalewatch.task.catalogue.TaskDefinition;
import io.scalewatch.task.catalogue.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a [SimulationSpec] from YAML and checks all of it.
final class SpecReader {

    private static final ObjectReader YAML =
            new YAMLMapper().reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final int LONGEST_LATENCY = 600_000;
    private static final int LONGEST_FILLER = 1_000_000;
    private static final double ROUNDING = 1e-9;

    private final Path folder;
    private final Set<String> tasks = new LinkedHashSet<>();
    private final Set<String> models = new HashSet<>();

    private SpecReader(Path folder) {
        this.folder = folder;
        BuiltInTasks.definitions().stream().map(TaskDefinition::name).forEach(tasks::add);
    }

    /// @param folder what relative files are relative to
    static SimulationSpec read(InputStream in, Path folder) throws IOException {
        JsonNode tree;
        try {
            tree = YAML.readTree(in);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidSpecException("line " + line, "is not YAML", e.getOriginalMessage());
        }
        return new SpecReader(folder).spec(new SpecNode("", tree));
    }

    private SimulationSpec spec(SpecNode root) {
        long seed = root.field("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE, 1);
        int latencyMs = (int) root.field("latencyMs").whole(0, LONGEST_LATENCY, 0);
        int filler = (int) root.field("filler").whole(0, LONGEST_FILLER, 0);
        boolean bookkeeping = root.field("bookkeeping").truth(true);
        List<ImportedTask> imports =
                root.field("imports").items().stream().map(this::importedTask).toList();
        SpecNode list = root.field("families");
        List<SimulatedFamily> families = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SpecNode item : list.items()) {
            SimulatedFamily family = family(item);
            if (!names.add(family.name())) {
                throw item.field("name").error("is the same as that of another family", "choose another name");
            }
            families.add(family);
        }
        if (families.isEmpty()) {
            throw list.error("has no family", "describe at least one");
        }
        root.onlyKnownFields();
        return new SimulationSpec(seed, latencyMs, filler, bookkeeping, imports, families);
    }

    private ImportedTask importedTask(SpecNode node) {
        String task = name(node.field("task"));
        if (!tasks.add(task)) {
            throw node.field("task").error("is the name of another task", "choose another name");
        }
        Path file = folder.resolve(node.field("file").text());
        node.onlyKnownFields();
        return new ImportedTask(task, file);
    }

    private SimulatedFamily family(SpecNode node) {
        String name = name(node.field("name"));
        SpecNode list = node.field("models");
        List<SimulatedModel> familyModels =
                list.items().stream().map(this::model).toList();
        if (familyModels.isEmpty()) {
            throw list.error("has no model", "describe at least one");
        }
        Map<String, TaskBehaviour> behaviours = new LinkedHashMap<>();
        node.field("tasks").entries().forEach((task, behaviour) -> {
            if (!tasks.contains(task)) {
                throw behaviour.error("is not a known task", "one of " + String.join(", ", tasks));
            }
            behaviours.put(task, behaviour(behaviour, familyModels, true));
        });
        node.onlyKnownFields();
        return new SimulatedFamily(name, familyModels, behaviours);
    }

    private SimulatedModel model(SpecNode node) {
        SpecNode field = node.field("name");
        String name = field.text();
        if (!Names.isModelName(name)) {
            throw field.error("is not a model's name", "use letters, digits and . _ : @ ( ) -, with one / at most");
        }
        if (!models.add(name)) {
            throw field.error("is the same as that of another model", "choose another name");
        }
        SimulatedModel model = new SimulatedModel(
                name,
                node.field("parameters").parameters(),
                FaultReader.read(node.field("fault")),
                judge(node.field("judge")));
        node.onlyKnownFields();
        return model;
    }

    private static Optional<SimulatedJudge> judge(SpecNode node) {
        if (!node.isThere()) {
            return Optional.empty();
        }
        SpecNode share = node.field("unreadable");
        double unreadable = share.isThere() ? share.number(0, 1) : 0;
        node.onlyKnownFields();
        return Optional.of(new SimulatedJudge(unreadable));
    }

    private TaskBehaviour behaviour(SpecNode node, List<SimulatedModel> sizes, boolean withVariants) {
        List<Shape> expected = node.field("expected").items().stream()
                .map(item -> item.one(SpecReader::shape, List.of(Shape.values()), Shape::name))
                .toList();
        Rates rates = rates(node, sizes);
        SpecNode controlNode = node.field("control");
        Optional<Rates> control = Optional.empty();
        if (controlNode.isThere()) {
            control = Optional.of(rates(controlNode, sizes));
            controlNode.onlyKnownFields();
        }
        Map<String, TaskBehaviour> variants = new LinkedHashMap<>();
        if (withVariants) {
            node.field("variants").entries().forEach((name, item) -> {
                if (Variant.of(name).isEmpty()) {
                    throw item.error("is not a known variant", "one of " + Variant.KNOWN);
                }
                variants.put(name, behaviour(item, sizes, false));
            });
        }
        node.onlyKnownFields();
        return new TaskBehaviour(expected, rates, control, variants);
    }

    private static Rates rates(SpecNode node, List<SimulatedModel> sizes) {
        SpecNode list = node.field("rates");
        Map<Label, RateFunction> functions = new EnumMap<>(Label.class);
        list.entries()
                .forEach((name, item) -> functions.put(
                        label(item, name),
                        RateFunctionReader.read(
                                item,
                                sizes.stream().map(SimulatedModel::parameters).toList())));
        for (SimulatedModel size : sizes) {
            double sum = functions.values().stream()
                    .mapToDouble(function -> function.at(size.parameters()))
                    .sum();
            if (sum > 1 + ROUNDING) {
                throw list.error(
                        String.format(Locale.ROOT, "adds up to %.3f for %s", sum, size.name()),
                        "lower one of the rates");
            }
        }
        SpecNode otherwise = node.field("otherwise");
        return new Rates(
                functions, otherwise.isThere() ? Optional.of(label(otherwise, otherwise.text())) : Optional.empty());
    }

    private static Label label(SpecNode node, String name) {
        return Arrays.stream(Label.values())
                .filter(label -> label.name().equals(name))
                .findFirst()
                .orElseThrow(() -> node.error("is not a label", "one of " + Arrays.toString(Label.values())));
    }

    private static Optional<Shape> shape(String name) {
        return Arrays.stream(Shape.values())
                .filter(shape -> shape.name().equals(name))
                .findFirst();
    }

    private static String name(SpecNode node) {
        String name = node.text();
        if (!Names.isName(name)) {
            throw node.error("is not a name", "use letters, digits and . _ : @ ( ) -");
        }
        return name;
    }
}
