package io.scalewatch.task.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A prompt and its classes, as the formats of the Inverse Scaling Prize have them.
///
/// @param classes as they are written, with the space that they start with; at least two, and all different
/// without it
/// @param answer position of the right one
record ClassRow(String prompt, List<String> classes, int answer) {

    /// @throws RowException says what is wrong
    static ClassRow of(Fields row) throws RowException {
        String prompt = row.content("prompt");
        List<String> classes = classes(row);
        return new ClassRow(prompt, classes, row.index("answer_index", classes.size(), "classes"));
    }

    private static List<String> classes(Fields row) throws RowException {
        List<String> classes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String item : PythonList.parse("classes", row.text("classes"))) {
            String name = Fields.encodable(item, "classes").strip();
            if (name.isEmpty()) {
                throw new RowException("classes has an empty one");
            }
            if (!seen.add(name)) {
                throw new RowException("classes has the same one twice");
            }
            classes.add(item);
        }
        if (classes.size() < 2) {
            throw new RowException("classes needs at least two");
        }
        return classes;
    }

    /// Without the space that they start with.
    List<String> names() {
        return classes.stream().map(String::strip).toList();
    }
}
