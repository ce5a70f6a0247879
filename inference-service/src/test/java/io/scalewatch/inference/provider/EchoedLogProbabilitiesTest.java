package io.scalewatch.inference.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scalewatch.contracts.codec.Json;
import java.io.IOException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoedLogProbabilitiesTest {

    /// Powers of two, so that each sum tells which tokens are in it.
    @ParameterizedTest
    @CsvSource(textBlock = """
                    one token,                     '["Is"," it","?"," yes","."]',            ' yes',  1, -8
                    several tokens,                '["Is"," it","?"," ye","s","."]',         ' yes',  1, -24
                    nothing generated,             '["Is"," it","?"," yes"]',                ' yes',  0, -8
                    an end that is not listed,     '["Is"," it","?"," yes"]',                ' yes',  1, -8
                    the same generated once more,  '["?"," yes"," yes"]',                    ' yes',  1, -2
                    a blank of its own,            '["Is","?"," ","yes","."]',               ' yes',  1, -12
                    a blank that decoding loses,   '["Is","it","?","yes","."]',              ' yes',  1, -8
                    a token across the beginning,  '["Is"," it","? yes","."]',               ' yes',  1,
                    another text,                  '["Is"," it","?"," no","."]',             ' yes',  1,
                    no tokens,                     '[]',                                     ' yes',  1,
                    part of a word,                '["ah","yes","."]',                       'yes',   1, -2
                    """)
    void sumsTheTokensThatSpellTheEnd(String what, String tokens, String text, long generated, Double expected)
            throws IOException {
        OptionalDouble sum = EchoedLogProbabilities.ofEnd(
                Json.mapper().readTree(tokens),
                powers(Json.mapper().readTree(tokens).size()),
                generated,
                text);

        assertThat(sum).as(what).isEqualTo(expected == null ? OptionalDouble.empty() : OptionalDouble.of(expected));
    }

    @Test
    void aTokenWithoutALogProbabilityMakesNoSum() throws IOException {
        JsonNode tokens = Json.mapper().readTree("[\" yes\", \".\"]");

        OptionalDouble sum = EchoedLogProbabilities.ofEnd(tokens, Json.mapper().readTree("[null, -1.0]"), 1, " yes");

        assertThat(sum).isEmpty();
    }

    private static JsonNode powers(int size) throws IOException {
        StringBuilder powers = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            powers.append(i == 0 ? "" : ",").append(-(1 << i));
        }
        return Json.mapper().readTree(powers.append(']').toString());
    }
}
