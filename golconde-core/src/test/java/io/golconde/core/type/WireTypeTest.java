package io.golconde.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

class WireTypeTest {
    @Test
    void printsTimestampsAsPostgresReadsThem() {
        assertThat(WireType.TIMESTAMP.print(1_000_001L)).isEqualTo("1970-01-01 00:00:01.000001");
        assertThat(WireType.TIMESTAMP.print(-1L)).isEqualTo("1969-12-31 23:59:59.999999");
        assertThat(WireType.TIMESTAMP.print(TemporalText.micros(LocalDateTime.of(-43, 3, 15, 12, 0))))
                .isEqualTo("0044-03-15 12:00:00 BC");
        assertThat(WireType.TIMESTAMP.print(Long.MAX_VALUE)).isEqualTo("infinity");
        assertThat(WireType.TIMESTAMP.print(Long.MIN_VALUE)).isEqualTo("-infinity");
    }

    @Test
    void keepsTheInfinitiesOfTheDriver() {
        assertThat(TemporalText.micros(LocalDateTime.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(TemporalText.days(LocalDate.MIN)).isEqualTo(Integer.MIN_VALUE);
        assertThat(TemporalText.zoned(OffsetDateTime.MAX)).isEqualTo("infinity");
    }

    @Test
    void writesZonedTimestampsInUtc() {
        OffsetDateTime cest = OffsetDateTime.parse("2026-07-01T02:00:00.5+02:00");

        assertThat(TemporalText.zoned(cest)).isEqualTo("2026-07-01T00:00:00.500000Z");
        assertThat(TemporalText.zoned(cest.withYear(12026))).isEqualTo("12026-07-01T00:00:00.500000Z");
    }

    @Test
    void tellsMidnightFromTheEndOfTheDay() {
        assertThat(WireType.TIME.print(0L)).isEqualTo("00:00:00");
        assertThat(WireType.TIME.print(TemporalText.microsOfDay(LocalTime.MAX))).isEqualTo("24:00:00");
    }

    @Test
    void marksALiteralWithItsType() {
        Schema schema = WireForms.EXACT
                .ofBuiltIn(StoredType.unlimited("numeric"), false)
                .schema("numeric", true);

        assertThat(schema.type()).isEqualTo(Schema.Type.STRING);
        assertThat(schema.isOptional()).isTrue();
        assertThat(schema.parameters()).containsEntry(WireType.SOURCE_TYPE, "NUMERIC");
    }

    @Test
    void hasAPlaceholderInEachFormOfBytes() {
        assertThat(WireType.JSON.placeholder("~~>")).isEqualTo("~~>");
        assertThat(WireType.BYTES.placeholder("~~>")).isEqualTo(new byte[] {'~', '~', '>'});
        assertThat(WireType.BASE64.placeholder("~~>")).isEqualTo("fn4+");
        assertThat(WireType.BASE64_URL_SAFE.placeholder("~~>")).isEqualTo("fn4-");
        assertThat(WireType.HEX.placeholder("~~>")).isEqualTo("7e7e3e");
    }

    @Test
    void findsAPairByTheNameOfItsSchema() {
        for (WireType type : WireType.values()) {
            String name = type.schema("x", false).name();
            assertThat(WireType.ofSchemaName(name)).isEqualTo(name == null ? null : type);
        }
    }
}
