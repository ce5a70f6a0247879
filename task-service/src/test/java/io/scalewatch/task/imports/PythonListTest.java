package io.scalewatch.task.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonListTest {

    private static final List<String> CHARACTERS = List.of("a", "'", "\"", "\\", "\n", " ", "é", "😀");

    @Test
    void eitherQuoteEscapesAndSpace() throws RowException {
        assertThat(PythonList.parse("classes", "[' proceed.', \" don't.\"]")).containsExactly(" proceed.", " don't.");
        assertThat(PythonList.parse("classes", "[]")).isEmpty();
        assertThat(PythonList.parse("classes", " [ 'a' ,'b', ] ")).containsExactly("a", "b");
        assertThat(PythonList.parse("classes", "['it\\'s', \"\\\"q\\\"\", '\\\\']"))
                .containsExactly("it's", "\"q\"", "\\");
        assertThat(PythonList.parse("classes", "['\\n\\t\\r\\a\\b\\f\\v']")).containsExactly("\n\t\r\u0007\b\f\u000b");
        assertThat(PythonList.parse("classes", "['\\xe9\\u00e9\\U0001F600\\101\\0\\d']"))
                .containsExactly("éé😀A\0\\d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "]",
                "['a'",
                "['a',",
                "['a' 'b']",
                "[a]",
                "[1]",
                "['a]",
                "['a\\",
                "['a\\'",
                "('a', 'b')",
                "['a'] x",
                "['\\x4']",
                "['\\u12g4']",
                "['\\UFFFFFFFF']",
                "['\\N{DASH}']",
                "[,]",
                "['a',,]",
                "['a\nb']",
                "['\\x\uff11\uff11']"
            })
    void anythingElseIsRefusedWithThePlace(String text) {
        assertThatThrownBy(() -> PythonList.parse("classes", text))
                .isInstanceOf(RowException.class)
                .hasMessageStartingWith("classes is not a Python list of strings: ")
                .hasMessageMatching(".* at character \\d+");
    }

    @Test
    void whatPythonWouldPrintIsReadBack() throws RowException {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 5_000; round++) {
            List<String> items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                StringBuilder item = new StringBuilder();
                random.ints(random.nextInt(8), 0, CHARACTERS.size()).forEach(c -> item.append(CHARACTERS.get(c)));
                items.add(item.toString());
            }
            assertThat(PythonList.parse("classes", repr(items))).isEqualTo(items);
        }
    }

    @Test
    void noTextIsMoreThanRefused() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("[");
            random.ints(random.nextInt(12), 0, 10).forEach(c -> text.append("'\",]\\xu0a ".charAt(c)));
            Throwable thrown = catchThrowable(() -> PythonList.parse("classes", text.toString()));
            if (thrown != null) {
                assertThat(thrown).as(text.toString()).isInstanceOf(RowException.class);
            }
        }
    }

    private static String repr(List<String> items) {
        return items.stream()
                .map(item -> item.contains("'") && !item.contains("\"")
                        ? '"' + escaped(item) + '"'
                        : '\'' + escaped(item).replace("'", "\\'") + '\'')
                .toList()
                .toString();
    }

    private static String escaped(String item) {
        return item.replace("\\", "\\\\").replace("\n", "\\n");
    }
}
