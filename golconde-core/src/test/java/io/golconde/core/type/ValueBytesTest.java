package io.golconde.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ValueBytesTest {
    private static final BigDecimal LARGE = new BigDecimal(BigInteger.ONE.shiftLeft(8 * 1_000), 7);

    @Test
    void countWhatCanBeLarge() {
        assertThat(ValueBytes.atLeast("naïve")).isEqualTo(5);
        assertThat(ValueBytes.atLeast(new byte[7])).isEqualTo(7);
        assertThat(ValueBytes.atLeast(LARGE)).isEqualTo(1_000);
        assertThat(ValueBytes.atLeast(Decimals.variable(LARGE, Decimals.variableSchema(true))))
                .isEqualTo(1_001);
        assertThat(ValueBytes.atLeast(7)).isZero();
        assertThat(ValueBytes.atLeast(null)).isZero();
    }
}
