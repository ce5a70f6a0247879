package io.scalewatch.local.guide;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The properties of `@ConfigMapping` interfaces, read from their sources: the compiled classes have no comments.
final class ConfigProperties {

    private final DocTrees docs;
    private final CompilationUnitTree unit;
    private final Map<String, ClassTree> groups = new HashMap<>();
    private final List<Property> found = new ArrayList<>();

    /// @param defaultValue empty where there is none
    record Property(String name, String defaultValue, String description) {}

    private ConfigProperties(DocTrees docs, CompilationUnitTree unit) {
        this.docs = docs;
        this.unit = unit;
    }

    static List<Property> of(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Property> all = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                ConfigProperties properties = new ConfigProperties(docs, unit);
                properties.read();
                all.addAll(properties.found);
            }
        }
        return all;
    }

    private void read() {
        for (Tree declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree type) {
                argument(type.getModifiers(), "ConfigMapping").ifPresent(prefix -> {
                    collectGroups(type);
                    read(type, prefix);
                });
            }
        }
    }

    private void collectGroups(ClassTree type) {
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree group) {
                groups.put(group.getSimpleName().toString(), group);
                collectGroups(group);
            }
        }
    }

    private void read(ClassTree type, String prefix) {
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                String name = prefix + "." + kebab(method.getName().toString());
                String returned = method.getReturnType().toString();
                ClassTree group = groups.get(returned);
                if (group != null) {
                    read(group, name);
                } else {
                    found.add(new Property(
                            returned.startsWith("Map<") ? name + ".<name>" : name,
                            argument(method.getModifiers(), "WithDefault").orElse(""),
                            description(method)));
                }
            }
        }
    }

    private String description(MethodTree method) {
        String comment = docs.getDocComment(TreePath.getPath(unit, method));
        return comment == null
                ? ""
                : comment.strip().replaceAll("\\s*\\n\\s*", " ").replace("|", "\\|");
    }

    /// The text of an annotation's only or first argument.
    private static Optional<String> argument(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .filter(a -> a.getAnnotationType().toString().equals(annotation))
                .map(AnnotationTree::getArguments)
                .flatMap(List::stream)
                .map(ConfigProperties::value)
                .findFirst();
    }

    private static String value(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        return value instanceof LiteralTree literal ? literal.getValue().toString() : value.toString();
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
