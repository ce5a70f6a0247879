package io.scalewatch.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificantDigitsTest {

    private static final ObjectMapper MAPPER = Json.mapper().copy().registerModule(SignificantDigits.module());

    record Estimate(double value, Optional<Double> bound) {}

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "1, 1.0",
        "-1, -1.0",
        "0.6190476190476191, 0.619047619",
        "-12.345678912345, -12.3456789",
        "0.99999999999, 1.0",
        "9.99999999999, 10.0",
        "0.001, 0.001",
        "0.0012345678912, 0.00123456789",
        "0.00000123456789123, 1.23456789E-6",
        "12345678.912345, 12345678.9",
        "99999999.99, 100000000.0",
        "123456789.1, 1.23456789E8",
        "1.7976931348623157E308, 1.79769313E308",
        "4.9E-324, 4.9E-324",
        "NaN, \"NaN\"",
        "-Infinity, \"-Infinity\""
    })
    void numbersAreRoundedToNineDigits(double number, String json) throws IOException {
        assertThat(MAPPER.writeValueAsString(number)).isEqualTo(json);
        assertThat(MAPPER.writeValueAsString(new Estimate(number, Optional.of(number))))
                .isEqualTo("{\"value\":" + json + ",\"bound\":" + json + "}");
    }

    @Test
    void whatIsReadIsTheNearestNumberOfNineDigits() throws IOException {
        Random random = new Random(20260304);
        MathContext nine = new MathContext(SignificantDigits.DIGITS);
        for (int i = 0; i < 200_000; i++) {
            double number = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(24) - 12);

            double read = MAPPER.readValue(MAPPER.writeValueAsBytes(number), double.class);

            // Exactly between two neighbours the product of the rounding may fall to either side.
            double nearest = new BigDecimal(number).round(nine).doubleValue();
            assertThat(Math.abs(read - number)).isLessThanOrEqualTo(Math.abs(nearest - number) * (1 + 1e-6));
        }
    }
}
