package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.type.WireType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Schema NUMERIC = WireType.LITERAL.schema("numeric", true);
    private static final Schema INTERVAL = WireType.LITERAL.schema("interval", true);
    private static final Schema DECIMAL = Decimal.builder(2).optional().build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            n = 5                         | TRUE
            n <> 5                        | FALSE
            n != 4                        | TRUE
            n < 5                         | FALSE
            n <= 5.0                      | TRUE
            n > -1e3                      | TRUE
            n >= 5.5                      | FALSE
            nothing = 5                   | UNKNOWN
            NOT nothing = 5               | UNKNOWN
            nothing = 5 OR n = 5          | TRUE
            nothing = 5 AND n = 5         | UNKNOWN
            nothing = 5 AND n = 4         | FALSE
            nothing IS NULL               | TRUE
            n is not null                 | TRUE
            s = 'it''s'                   | TRUE
            s < 'iu'                      | TRUE
            s IN ('a', 'it''s')           | TRUE
            s NOT IN ('a', 'b')           | TRUE
            nothing IN (1, 2)             | UNKNOWN
            yes                           | TRUE
            NOT yes                       | FALSE
            yes = FALSE                   | FALSE
            n = 4 OR n = 5 AND s = 'a'    | FALSE
            (n = 4 OR n = 5) AND yes      | TRUE
            NOT (n = 4 OR yes)            | FALSE
            "Odd ""name"" here" = 1       | TRUE
            """)
    void answersAsSqlDoes(String condition, Truth answer) {
        Map<String, Object> row =
                new HashMap<>(Map.of("n", 5L, "s", "it's", "yes", true, "Odd \"name\" here", (short) 1));
        row.put("nothing", null);

        assertThat(of(condition, row)).isEqualTo(answer);
    }

    @Test
    void comparesNumbersInEveryFormInWhichTheyTravel() {
        Schema scaled = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();

        assertThat(of("c = 19.9", NUMERIC, "19.90")).isEqualTo(Truth.TRUE);
        assertThat(of("c > 1e300", NUMERIC, "NaN")).isEqualTo(Truth.TRUE);
        assertThat(of("c > 1e300", Schema.FLOAT64_SCHEMA, Double.POSITIVE_INFINITY))
                .isEqualTo(Truth.TRUE);
        assertThat(of("c < -1e300", NUMERIC, "-Infinity")).isEqualTo(Truth.TRUE);
        assertThat(of("c = 0.1", Schema.FLOAT32_SCHEMA, 0.1f)).isEqualTo(Truth.TRUE);
        assertThat(of("c = 9007199254740993", Schema.INT64_SCHEMA, 9007199254740992L))
                .isEqualTo(Truth.FALSE);
        assertThat(of("c = 1.5", DECIMAL, new BigDecimal("1.50"))).isEqualTo(Truth.TRUE);
        assertThat(of("c = 2.56", scaled, new Struct(scaled).put("scale", 2).put("value", new byte[] {1, 0})))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void comparesPointsInTimeByWhatTheyMean() {
        Schema date = WireType.DATE.schema("date", true);
        Schema time = WireType.TIME.schema("time", true);
        Schema timestamp = WireType.TIMESTAMP.schema("timestamp", true);
        Schema zoned = WireType.TIMESTAMPTZ.schema("timestamptz", true);

        assertThat(of("c >= '1970-01-02'", date, 1)).isEqualTo(Truth.TRUE);
        assertThat(of("c = 'infinity'", date, Integer.MAX_VALUE)).isEqualTo(Truth.TRUE);
        assertThat(of("c < '00:00:01.000001'", time, 1_000_000L)).isEqualTo(Truth.TRUE);
        assertThat(of("c = '24:00'", time, 86_400_000_000L)).isEqualTo(Truth.TRUE);
        assertThat(of("c = '1969-12-31 23:59:59.999999'", timestamp, -1L)).isEqualTo(Truth.TRUE);
        assertThat(of("c > '1970-01-01'", timestamp, 1L)).isEqualTo(Truth.TRUE);
        assertThat(of("c = '-infinity'", timestamp, Long.MIN_VALUE)).isEqualTo(Truth.TRUE);
        assertThat(of("c = '1970-01-01 01:00+01:00'", zoned, "1970-01-01T00:00:00Z"))
                .isEqualTo(Truth.TRUE);
        assertThat(of("c < '00:00:01.500001'", Time.SCHEMA, Date.from(Instant.ofEpochMilli(1_500))))
                .isEqualTo(Truth.TRUE);
        assertThat(of("c > '1970-01-01T00:00:00'", Timestamp.SCHEMA, Date.from(Instant.ofEpochMilli(1))))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void refusesWhatDoesNotCompareAndTellsNoValue() {
        Schema date = WireType.DATE.schema("date", true);

        assertRefused("c > 5", Schema.STRING_SCHEMA, "secret", "Only numbers to compare with 5", "c of type STRING");
        assertRefused("c = '5'", Schema.INT64_SCHEMA, 4711L, "Only texts", "c of type INT64");
        assertRefused("c = '5'", NUMERIC, "4711", "Only texts", "c of type STRING");
        assertRefused("c > '1 day'", INTERVAL, "4711 days", "the signs = and <> for INTERVAL");
        assertRefused("c", Schema.INT64_SCHEMA, 4711L, "Only booleans to compare with true");
        assertRefused("c > 5", date, 4711, "texts such as '2026-01-31'", "io.debezium.time.Date");
        assertRefused("c > 'today'", date, 4711, "texts like 2026-01-31 in the condition");
        assertRefused("c = 'x'", Schema.STRING_SCHEMA, Unavailable.DEFAULT, "c, a large value that was not changed");
        assertRefused("d = 5", Schema.INT64_SCHEMA, 4711L, "d; the nearest is c");
        assertThat(of("c <> '1 day'", INTERVAL, "2 days")).isEqualTo(Truth.TRUE);
        assertThat(of("c IS NULL", Schema.STRING_SCHEMA, Unavailable.DEFAULT)).isEqualTo(Truth.FALSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a =",
                "a = NULL",
                "= 5",
                "a = 5 b",
                "(a = 5",
                "a IN 5",
                "a IN (5",
                "a IS 5",
                "a NOT 5",
                "a = b",
                "a ~ 5",
                "a = 'x",
                "and = 5",
                "a = 5 AND",
                "5 = a"
            })
    void refusesWhatIsNoConditionWithThePlace(String text) {
        assertThatThrownBy(() -> ConditionParser.parse("condition", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("condition: expects ");
    }

    private static void assertRefused(String condition, Schema schema, Object value, String... words) {
        assertThatThrownBy(() -> of(condition, schema, value))
                .isInstanceOf(DataException.class)
                .message()
                .contains(words)
                .contains("[condition on sales.orders]")
                .doesNotContain("4711", "secret");
    }

    private static Truth of(String condition, Schema schema, Object value) {
        Schema row = SchemaBuilder.struct().field("c", schema).build();
        return of(condition, new Struct(row).put("c", value));
    }

    private static Truth of(String condition, Object row) {
        SinkRecord record = Shape.record(Shape.TOPIC, null, null, null, null);
        return ConditionParser.parse("condition", condition)
                .of(new ConditionRow(row, Unavailable.of(Unavailable.DEFAULT), record));
    }
}
