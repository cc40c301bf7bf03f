package io.golconde.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredTypeTest {
    /** Modifiers as PostgreSQL 17 has them in pg_attribute.atttypmod. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "655366   | numeric(10,2)      | 2    | 10",
                "262148   | numeric(4,0)       | 0    | 4",
                "65537004 | numeric(1000,1000) | 1000 | 1000",
                "198658   | numeric(3,-2)      | 0    | 5",
                "196617   | numeric(3,5)       | 5    | 5",
                "66588    | numeric(1,-1000)   | 0    | 1001",
                "-1       | numeric            | 0    | 0"
            })
    void knowsScaleAndPrecision(int modifier, String declared, int scale, int precision) {
        StoredType type = new StoredType("numeric", modifier);

        assertThat(type).hasToString(declared);
        if (!type.isUnlimited()) {
            assertThat(type.scale()).isEqualTo(scale);
            assertThat(type.precision()).isEqualTo(precision);
        }
    }
}
